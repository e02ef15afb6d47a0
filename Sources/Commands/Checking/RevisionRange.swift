internal import Git

/// `A..B` or `A...B`, as git writes them.
struct RevisionRange {
  private let base: String
  private let head: String
  private let fromMergeBase: Bool

  init(_ text: String) throws {
    let separator = text.contains("...") ? "..." : ".."
    guard let range = text.firstRange(of: separator) else {
      throw CommandFailure(.usage, "\(text) is no range", remedy: "write A..B or A...B")
    }
    base = String(text[..<range.lowerBound])
    head = String(text[range.upperBound...])
    fromMergeBase = separator == "..."
  }

  /// The two commits; an empty side is HEAD, and `A...B` begins where the two parted.
  func commits(in workspace: Workspace) throws -> (base: ObjectID, head: ObjectID) {
    let left = try commit(base, in: workspace)
    let right = try commit(head, in: workspace)
    guard fromMergeBase else { return (left, right) }
    guard let common = try workspace.repository.mergeBase(left, right) else {
      throw CommandFailure(.usage, "\(base) and \(head) have no common commit")
    }
    return (common, right)
  }

  private func commit(_ text: String, in workspace: Workspace) throws -> ObjectID {
    text.isEmpty ? try workspace.headCommit() : try workspace.commit(at: text)
  }
}
