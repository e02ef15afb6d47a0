import Diagnostics
import Documents
import History
import Records
import SampleLibrary
import SchemaLibrary
import Snapshots
import TestSupport
import Testing
import Validation

/// Screening many records and judging each in full find the same.
@Suite struct RecordScreeningTests {
  static let builtIn = SchemaLibrary.files.map {
    SchemaFile(name: $0.name, origin: .builtIn, source: $0.source)
  }

  /// The rules about all files together, which no single file can break.
  static let aboutFolders: Set = [RecordNamesAreDistinct.id, FolderSizes.id]

  @Test func bothHalvesFindTheSame() throws {
    var generator = SeededGenerator.announced("RecordScreeningTests.bothHalvesFindTheSame")
    var objections = 0
    for round in 0..<12 {
      var files = MemoryFiles(
        Dictionary(uniqueKeysWithValues: SampleLibrary.files.map { ($0.path, $0.source) })
      )
      let damages = (0..<6).map { _ in files.damage(&generator) }
      let snapshot = try Snapshot(files: files, builtIn: Self.builtIn)
      let day = CalendarDay("2026-11-24")!
      let screened = try RecordJudge(snapshot, day: day).everything().findings
        .filter { !Self.aboutFolders.contains($0.rule) }
      let paths =
        try ["cmdb.yaml"].map { $0 }
        + ["records", "schema", "sources", "policy"].flatMap {
          try snapshot.files.entries(below: $0).map(\.path)
        }
      let full = try RecordJudge(snapshot, day: day).files(at: paths).findings
      let difference = screened.difference(from: full).map { "\($0)" }
      #expect(difference.isEmpty, "SEED=\(generator.seed) round \(round): \(damages)")
      objections += full.count
    }
    #expect(objections > 20)
  }

  /// A working tree is gone through folder by folder on all cores; what is odd in it is found all the
  /// same.
  @Test func workingTreeIsJudgedAsItsFilesAre() throws {
    var generator = SeededGenerator.announced(
      "RecordScreeningTests.workingTreeIsJudgedAsItsFilesAre"
    )
    var objections = 0
    for round in 0..<2 {
      let folder = TemporaryFolder()
      var files = MemoryFiles(
        Dictionary(uniqueKeysWithValues: SampleLibrary.files.map { ($0.path, $0.source) })
      )
      let damages = (0..<6).map { _ in files.damage(&generator) }
      try files.write(to: folder.path)
      let oddities = """
        cd "$1/records/server" && mkdir -p Fra1 deep/a/b .hidden inner/.git many && cp *.yaml Fra1/ \
        && cp web-01.yaml deep/a/b/web-90.yaml && cp web-01.yaml .hidden.yaml \
        && cp web-01.yaml .hidden/web-91.yaml && cp web-01.yaml inner/web-92.yaml \
        && ln -s web-01.yaml web-93.yaml && touch notes.txt Web-94.yaml && mkfifo web-95.yaml \
        && for n in $(seq 130); do echo "id: m-$n" > many/m-$n.yaml; done && chmod +x web-01.yaml
        """
      let made = Shell.run(["sh", "-c", oddities, "sh", folder.path])
      #expect(made.status == 0, "\(made.errors)")
      let tree = WorkingTreeFiles(root: folder.path)
      let snapshot = try Snapshot(files: tree, builtIn: Self.builtIn)
      let day = CalendarDay("2026-11-24")!
      let judge = try RecordJudge(snapshot, day: day)
      let verdict = try judge.everything()
      let paths =
        try ["cmdb.yaml"]
        + ["records", "schema", "sources", "policy"].flatMap {
          try tree.entries(below: $0).map(\.path)
        }
      #expect(verdict.checked == paths.count)
      // That a folder is another repository is found by going through it alone.
      let inner = verdict.findings.filter { $0.place?.file == "records/server/inner" }
      #expect(inner.map(\.rule) == [FileIsRecord.id])
      let screened = verdict.findings.filter {
        !Self.aboutFolders.contains($0.rule) && $0.place?.file != "records/server/inner"
      }
      let full = try judge.files(at: paths).findings
      let difference = screened.difference(from: full).map { "\($0)" }
      #expect(difference.isEmpty, "SEED=\(generator.seed) round \(round): \(damages)")
      let names = RecordNamesAreDistinct.check(try tree.entries(below: "records").map(\.path))
      #expect(names == verdict.findings.filter { $0.rule == RecordNamesAreDistinct.id })
      objections += full.count
    }
    #expect(objections > 250)
  }

  /// A change is screened as well: the records that it leaves right are not judged, and nothing is
  /// missed.
  @Test func changesAreJudgedAsTheirFilesAre() throws {
    var generator = SeededGenerator.announced(
      "RecordScreeningTests.changesAreJudgedAsTheirFilesAre"
    )
    var objections = 0
    let sample = MemoryFiles(
      Dictionary(uniqueKeysWithValues: SampleLibrary.files.map { ($0.path, $0.source) })
    )
    let day = CalendarDay("2026-11-24")!
    for round in 0..<40 {
      var old = sample
      if generator.chance(50) { _ = old.damage(&generator) }
      var new = old
      let damages = (0..<4).map { _ in new.damage(&generator) }
      let paths = new.differences(from: old)
      let before = try Snapshot(files: old, builtIn: Self.builtIn)
      let after = try Snapshot(files: new, builtIn: Self.builtIn)
      let verdict = try ChangeJudge(before, after, day: day).verdict(paths)
      let known = try plainFindings(before, day).files(at: paths).findings
      var expected = try plainFindings(after, day).files(at: paths).findings
      expected.removeAll { new in known.contains { FindingIdentity($0) == FindingIdentity(new) } }
      // Who shares a value is searched for only where one changes, so that is held apart.
      let search = IdentifiersAreUnique.id
      let told = verdict.findings.filter { paths.contains($0.place?.file ?? "") }
      let difference = told.filter { $0.rule != search }
        .difference(from: expected.filter { $0.rule != search }).map { "\($0)" }
      #expect(difference.isEmpty, "SEED=\(generator.seed) round \(round): \(damages)")
      let clashes = expected.contains { $0.rule == search }
      #expect(
        !clashes || told.contains { $0.rule == search },
        "SEED=\(generator.seed) round \(round): \(damages)"
      )
      objections += expected.count
    }
    #expect(objections > 40)
  }

  private func plainFindings(_ snapshot: Snapshot, _ day: CalendarDay) throws -> RecordJudge {
    try RecordJudge(snapshot, day: day, lapseSeverity: .error)
  }
}

/// The sample repository in memory, where tests spoil it.
private struct MemoryFiles: RecordFiles {
  private var files: [String: [UInt8]]

  init(_ files: [String: [UInt8]]) { self.files = files }

  func entries(below folder: String) -> [FileEntry] {
    files.keys.filter { $0.hasPrefix(folder + "/") }.sorted()
      .map { FileEntry(path: $0, kind: .regular, blob: nil) }
  }

  /// Writes all files below a folder.
  func write(to folder: String) throws {
    var changes = ChangeSet()
    for (path, content) in files { changes.write(content, to: path) }
    try WorkingTreeWriter(root: folder).apply(changes)
  }

  /// The paths at which the files of two repositories differ, sorted.
  func differences(from other: MemoryFiles) -> [String] {
    Set(files.keys).union(other.files.keys).filter { files[$0] != other.files[$0] }.sorted()
  }

  func entry(at path: String) -> FileEntry? {
    files[path].map { _ in FileEntry(path: path, kind: .regular, blob: nil) }
  }

  func content(at path: String) -> [UInt8]? { files[path] }

  func content(of entry: FileEntry) -> [UInt8] { files[entry.path] ?? [] }

  /// Spoils one record, and says how.
  mutating func damage(_ generator: inout SeededGenerator) -> String {
    let paths = files.keys.filter { $0.hasPrefix("records/") }.sorted()
    let path = generator.pick(paths)
    let other = generator.pick(paths)
    var lines = String(decoding: files[path] ?? [], as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let line = generator.below(lines.count)
    let kind = generator.below(13)
    switch kind {
    case 0: files[path] = nil
    case 1: lines.remove(at: line)
    case 2: lines.insert("colour: blue", at: 0)
    case 3: lines[line] += "x"
    case 4: lines.swapAt(line, generator.below(lines.count))
    case 5:
      lines = String(decoding: files[other] ?? [], as: UTF8.self).split(separator: "\n").map(
        String.init
      )
    case 6: lines.replace("lifecycle: active", with: "lifecycle: inactive")
    case 7: lines = lines.map { $0.hasPrefix("lifecycle: ") ? "lifecycle: retired" : $0 }
    case 8: lines.append("redundancy: [{ need: 9, of: [server/web-01] }]")
    case 9: lines.append("notes: a\u{200B}b")
    case 10: lines.append("replaces: \(path.dropFirst("records/".count).dropLast(".yaml".count))")
    case 11: lines.removeAll { $0.hasPrefix("model: ") || $0.hasPrefix("location: ") }
    default: lines.append("serial: SN48291")
    }
    if kind != 0 { files[path] = Array(lines.joined(separator: "\n").utf8) }
    return "\(kind) at \(path):\(line)"
  }
}

extension [String] {
  /// Replaces every line that is exactly one text.
  fileprivate mutating func replace(_ line: String, with other: String) {
    self = map { $0 == line ? other : $0 }
  }
}
