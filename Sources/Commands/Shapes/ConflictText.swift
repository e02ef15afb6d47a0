internal import Documents
internal import History
internal import Records

/// A conflict as one line for people.
enum ConflictText {
  /// `server/web-01 owner: before team/a, ours team/b, theirs team/c`.
  static func line(_ conflict: MergeConflict) -> String {
    let what = conflict.reference?.description ?? conflict.path
    switch conflict.kind {
    case .attribute, .comment:
      let attribute = conflict.attribute.map { " \($0)" } ?? ""
      let kind = conflict.kind == .comment ? " comment" : ""
      return "\(what)\(attribute)\(kind): "
        + values(base: conflict.base, ours: conflict.ours, theirs: conflict.theirs)
    case .removed: return "\(what): \(removal(conflict))"
    case .place:
      return "\(what): moved to two places: "
        + values(base: conflict.base, ours: conflict.ours, theirs: conflict.theirs)
        + "; ours stands"
    case .lines: return "\(what): both sides changed the same lines"
    case .file: return "\(what): both sides changed it, and it has no lines; ours stands"
    case .mode:
      return "\(what): mode "
        + values(base: conflict.base, ours: conflict.ours, theirs: conflict.theirs)
        + "; ours stands"
    case .folder:
      return "\(what): theirs belongs at \(ValueText.phrase(conflict.theirs)), "
        + "where one side has a file and the other a folder"
    }
  }

  /// The three values for a sentence.
  static func values(base: Value?, ours: Value?, theirs: Value?) -> String {
    "before \(ValueText.phrase(base)), ours \(ValueText.phrase(ours)), "
      + "theirs \(ValueText.phrase(theirs))"
  }

  private static func removal(_ conflict: MergeConflict) -> String {
    let (remover, keeper) = conflict.ours == nil ? ("ours", "theirs") : ("theirs", "ours")
    let changed = conflict.changed.map(\.description)
    let what = changed.isEmpty ? "it" : changed.prefix(5).joined(separator: ", ")
    let more = changed.count > 5 ? " and \(changed.count - 5) more" : ""
    return "\(remover) removed it, \(keeper) changed \(what)\(more); \(keeper) is kept"
  }
}
