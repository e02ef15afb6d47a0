import Foundation

/// The files that real programs wrote, beside the tests.
enum Fixture {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().appending(path: "Fixtures")

  /// The bytes of a file, by its path below `Fixtures`.
  static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: path)))
  }

  /// The text of a file.
  static func text(_ path: String) throws -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }

  /// Compares with a golden file; `CMDB_RECORD=1` writes it, which fails the test so that
  /// somebody looks at the difference.
  static func golden(_ path: String, is text: String) throws -> String? {
    let url = folder.appending(path: path)
    if ProcessInfo.processInfo.environment["CMDB_RECORD"] == "1" {
      let old = try? String(contentsOf: url, encoding: .utf8)
      guard old != text else { return nil }
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try Data(text.utf8).write(to: url)
      return "recorded \(path): look at it"
    }
    guard let expected = try? String(contentsOf: url, encoding: .utf8) else {
      return "no golden file \(path): run once with CMDB_RECORD=1"
    }
    return expected == text ? nil : firstDifference(expected, text)
  }

  private static func firstDifference(_ expected: String, _ text: String) -> String {
    let left = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let right = text.split(separator: "\n", omittingEmptySubsequences: false)
    for index in 0..<max(left.count, right.count) {
      let a = index < left.count ? String(left[index]) : "(end)"
      let b = index < right.count ? String(right[index]) : "(end)"
      if a != b { return "line \(index + 1): expected \(a), got \(b)" }
    }
    return "equal lines, different ends"
  }
}
