import Glibc
import Snapshots
public import Testing

/// Compares text with a file that is kept beside the tests.
public enum Golden {
  /// Expects `text` to be what the file `Golden/<name>` beside the calling test file holds.
  ///
  /// With `CMDB_RECORD=1` in the environment the file is written anew and the test fails, so that
  /// somebody looks at the difference.
  public static func expect(
    _ text: String,
    _ name: String,
    file: StaticString = #filePath,
    location: SourceLocation = #_sourceLocation
  ) throws {
    let here = "\(file)"
    let folder = here[..<here.lastIndex(of: "/")!] + "/Golden"
    let known = try FollowingFiles(root: String(folder)).content(at: name)
      .map { String(decoding: $0, as: UTF8.self) }
    if known == text { return }
    if getenv("CMDB_RECORD") != nil {
      _ = Shell.run(["mkdir", "-p", String(folder)])
      var changes = ChangeSet()
      changes.write(Array(text.utf8), to: name)
      try WorkingTreeWriter(root: String(folder)).apply(changes)
      Issue.record("recorded \(name): look at the difference", sourceLocation: location)
      return
    }
    let difference = firstDifference(known ?? "", text)
    Issue.record(
      "\(name) differs at line \(difference.line): expected \(difference.old), got \(difference.new)",
      sourceLocation: location
    )
  }

  private static func firstDifference(_ old: String, _ new: String) -> (
    line: Int, old: String, new: String
  ) {
    let left = old.split(separator: "\n", omittingEmptySubsequences: false)
    let right = new.split(separator: "\n", omittingEmptySubsequences: false)
    for index in 0..<max(left.count, right.count) {
      let (a, b) = (
        index < left.count ? left[index] : "∅", index < right.count ? right[index] : "∅"
      )
      if a != b { return (index + 1, String(a), String(b)) }
    }
    return (0, "", "")
  }
}

extension Golden {
  /// Returns the text of a page of the project, or nil where there is none.
  public static func page(_ path: String) throws -> String? {
    let parts = "\(#filePath)".split(separator: "/").dropLast(3)
    let top = "/" + parts.joined(separator: "/")
    return try FollowingFiles(root: top).content(at: path).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// Expects a generated page of the project to be what the generator writes now; `CMDB_RECORD=1`
  /// writes it anew.
  public static func expectPage(
    _ text: String,
    _ path: String,
    location: SourceLocation = #_sourceLocation
  ) throws {
    let parts = "\(#filePath)".split(separator: "/").dropLast(3)
    let top = "/" + parts.joined(separator: "/")
    let known = try FollowingFiles(root: top).content(at: path)
      .map { String(decoding: $0, as: UTF8.self) }
    if known == text { return }
    if getenv("CMDB_RECORD") != nil {
      var changes = ChangeSet()
      changes.write(Array(text.utf8), to: path)
      try WorkingTreeWriter(root: top).apply(changes)
    }
    Issue.record("\(path) is not current: make docs writes it anew", sourceLocation: location)
  }
}
