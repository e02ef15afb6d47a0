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
}

/// The sample repository in memory, where tests spoil it.
private struct MemoryFiles: RecordFiles {
  private var files: [String: [UInt8]]

  init(_ files: [String: [UInt8]]) { self.files = files }

  func entries(below folder: String) -> [FileEntry] {
    files.keys.filter { $0.hasPrefix(folder + "/") }.sorted()
      .map { FileEntry(path: $0, kind: .regular, blob: nil) }
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
