import Records
import SchemaLibrary
import TestSupport
import Testing
import Validation

/// The quick look at a path and the rule about it agree.
@Suite struct SoundPathTests {
  @Test(arguments: [0, 2]) func whatIsSoundHasNoObjection(_ sharding: Int) {
    var generator = SeededGenerator.announced("SoundPathTests.whatIsSoundHasNoObjection")
    let catalogue = ClassCatalogue(
      SchemaLibrary.files.map { SchemaFile(name: $0.name, origin: .builtIn, source: $0.source) }
    )
    var settings = Settings()
    settings.sharding = sharding
    let folders = ["server", "Server", "fra1", "con", "a.", "b-1", "nul.x", "4c", "", ".git"]
    let names = ["web-01", "Web-01", "con", "com1.a", "a.b", "-a", "a_b", "ä", "lpt99", "x"]
    var sound = 0
    for _ in 0..<20_000 {
      var parts = ["records", generator.pick(["server", "server", "Server", "con", "a."])]
      for _ in 0..<generator.below(3) { parts.append(generator.pick(folders)) }
      let name = generator.pick(names)
      if generator.chance(40) { parts.append(settings.layout.shard(of: name)) }
      if generator.chance(1) { parts += Array(repeating: "deep", count: 13 + generator.below(3)) }
      let path =
        (parts + [name]).joined(separator: "/") + generator.pick([".yaml", ".yaml", ".yml"])
      guard settings.layout.isSound(path: path) else { continue }
      sound += 1
      let findings = FileIsRecord.check(
        .init(path: path, isFaithful: true, otherKind: nil),
        settings: settings,
        catalogue: catalogue
      )
      #expect(findings.isEmpty, "SEED=\(generator.seed): \(path)")
    }
    #expect(sound > 500)
  }
}
