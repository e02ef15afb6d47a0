internal import Git
internal import Records

/// One file, or one record wherever its file stands, in the three states of a merge.
struct MergeUnit {
  /// A file at its place.
  struct Placed: Equatable {
    let path: [UInt8]
    let side: TreeDifference.Side

    /// The path as text.
    var text: String { String(decoding: path, as: UTF8.self) }
    /// The record that the path names.
    var reference: Reference? { RecordLayout.reference(ofPath: text) }
  }

  let base: Placed?
  let ours: Placed?
  let theirs: Placed?

  /// Where the merge result has it, which is where one side moved it, else where both have it; nil
  /// where it goes.
  var place: [UInt8]? {
    guard let ours else { return theirs.flatMap { isKept($0) ? $0.path : nil } }
    guard let theirs else { return isKept(ours) ? ours.path : nil }
    return ours.path == base?.path ? theirs.path : ours.path
  }

  /// Whether each side moved it, and to another place than the other.
  var isMovedApart: Bool {
    guard let ours, let theirs else { return false }
    return ours.path != theirs.path && ours.path != base?.path && theirs.path != base?.path
  }

  /// Whether what only one side still has stays: it is new, or the side changed what the other
  /// removed.
  private func isKept(_ side: Placed) -> Bool { side != base }
}
