import Commands
import TestSupport
import Testing

/// Random stories on a real repository: sources say, people edit, somebody forges what a machine
/// writes, sources are switched off and on; after every step main is what the rules say.
@Suite struct SyncLawTests {
  @Test func whatPeopleWroteStandsAndTheRestFollowsTheSources() {
    var generator = SeededGenerator.announced("SyncLawTests")
    for _ in 0..<2 {
      var story = SyncStory()
      for _ in 0..<8 {
        story.act(&generator)
        story.check()
      }
      story.checkClone()
    }
  }
}

private struct SyncStory {
  private static let attributes = ["firmware", "hypervisor"]
  private let repository: SourceRepository
  /// What each source says, by attribute; `a` counts more.
  private var said: [String: [String: String]] = ["a": [:], "b": [:]]
  private var isOff: Set<String> = []
  private var values: [String: String] = [:]
  private var byPeople: Set<String> = []
  private var log: [String] = []
  private var count = 0

  init() {
    repository = SourceRepository(["a": "unknown: hold", "b": "unknown: hold"])
    describe("a")
    describe("b")
    repository.server("x", "sources: { a: k, b: k }")
    repository.commit("Begin")
  }

  private func describe(_ source: String) {
    let weight = source == "a" ? 60 : 40
    let state = isOff.contains(source) ? "\nenabled: false" : ""
    repository.describe(source, "unknown: hold\nprecedence: \(weight)\(state)")
  }

  mutating func act(_ generator: inout SeededGenerator) {
    count += 1
    let source = generator.pick(["a", "b"])
    let attribute = generator.pick(Self.attributes)
    let value = "v\(generator.below(4))"
    switch generator.below(10) {
    case 0...4:
      said[source]?[attribute] = value
      repository.say(source, "k", "\"\(attribute)\":\"\(value)\"")
      log.append("\(source) says \(attribute) \(value)")
    case 5:
      said[source]?[attribute] = nil
      repository.deliver(source, "{\"key\":\"k\",\"withdrawn\":[\"\(attribute)\"]}\n")
      log.append("\(source) withdraws \(attribute)")
    case 6:
      if isOff.remove(source) == nil { isOff.insert(source) }
      describe(source)
      repository.commit("Switch \(source)")
      log.append("switch \(source)")
    case 7: edit(attribute, to: generator.chance(30) ? nil : value, isForged: false)
    default: edit(attribute, to: value, isForged: true)
    }
  }

  private mutating func edit(_ attribute: String, to value: String?, isForged: Bool) {
    guard values[attribute] != value else { return }
    values[attribute] = value
    if value == nil { byPeople.remove(attribute) } else { byPeople.insert(attribute) }
    let lines = Self.attributes.compactMap { name in values[name].map { "\(name): \($0)" } }
    repository.server("x", (["sources: { a: k, b: k }"] + lines).joined(separator: "\n"))
    if isForged {
      repository.commit(
        "Reconcile rules: 1 record changed\n\nReconcile: rules\nReconciler: 1",
        by: "cmdb sync"
      )
    } else {
      repository.commit("Edit")
    }
    log.append("\(isForged ? "forge" : "edit") \(attribute) \(value ?? "none")")
  }

  mutating func check() {
    let sync = repository.sync()
    #expect(sync.status == .success, "\(sync.errors)")
    for attribute in Self.attributes where !byPeople.contains(attribute) {
      values[attribute] =
        ["a", "b"].filter { !isOff.contains($0) }
        .compactMap { said[$0]?[attribute] }.first
    }
    let record = repository.run("show", "server/x", "--format", "json").output
    for attribute in Self.attributes {
      let word = values[attribute].map { "\"\(attribute)\": \"\($0)\"" }
      let stands = word.map(record.contains) ?? !record.contains("\"\(attribute)\":")
      #expect(stands, "\(attribute) \(values[attribute] ?? "none") after \(log)\n\(record)")
    }
    let head = repository.git("rev-parse", "main")
    repository.sync()
    #expect(repository.git("rev-parse", "main") == head, "a second sync after \(log)")
  }

  /// Who has nothing but the branches comes to the same.
  func checkClone() {
    let folder = TemporaryFolder()
    let clone = "\(folder.path)/clone.git"
    let made = Shell.run(["git", "clone", "--quiet", "--mirror", repository.path, clone])
    #expect(made.status == 0, "\(made.errors)")
    let again = CommandRun(["sync", "--once"], in: clone)
    #expect(again.errors.contains("no record changes"), "\(log) \(again.output)\(again.errors)")
  }
}
