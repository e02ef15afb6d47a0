public import Diagnostics
public import Records

/// Suggests sharding where a folder holds so many files that every commit rewrites a large tree.
public enum FolderSizes: ExplainedRule {
  /// The rule's identifier.
  public static let id = "CMDB-R014"
  /// What is suggested.
  public static let title = "a folder holds at most 4,000 records"
  /// Worth knowing.
  public static let severity = Severity.note
  /// Why, with an example and its cure.
  public static let explanation = """
    Every commit writes each changed folder anew, so a folder of many thousand files makes commits slow
    and the repository grow.

        records/server: 60,000 files

    Cure: write sharding: 2 into cmdb.yaml and run `cmdb fmt --layout`.
    """

  private static let limit = 4_000

  /// Returns a note for every folder that holds too many of the files.
  public static func check(_ paths: [String], settings: Settings) -> [Finding] {
    guard settings.sharding == 0 else { return [] }
    var counts: [Substring: Int] = [:]
    for path in paths {
      if let slash = path.lastIndex(of: "/") { counts[path[..<slash], default: 0] += 1 }
    }
    return counts.filter { $0.value > limit }.sorted { $0.key < $1.key }.map { folder, count in
      Finding(
        rule: id,
        severity: .note,
        place: Place(file: String(folder)),
        message: "\(folder) holds \(count) files, so every commit rewrites a large tree",
        help: "write sharding: 2 into cmdb.yaml and run cmdb fmt --layout"
      )
    }
  }
}
