internal import Documents
internal import Records

/// A change as one line for people.
enum ChangeText {
  /// `server/web-01 lifecycle: in-stock → in-use`.
  static func line(_ change: AttributeChange) -> String {
    "\(change.reference) \(withoutReference(change))"
  }

  /// The change of a record that is named elsewhere: `lifecycle: in-stock → in-use`.
  static func withoutReference(_ change: AttributeChange) -> String {
    switch change.kind {
    case .created: return "created"
    case .deleted: return "deleted"
    case .renamed: return "renamed from \(change.from.map(\.description) ?? "nothing")"
    case .added, .changed, .removed:
      let attribute = change.attribute?.description ?? ""
      switch (change.old, change.new) {
      case (nil, let new): return "\(attribute): + \(ValueText.phrase(new))"
      case (let old, nil): return "\(attribute): - \(ValueText.phrase(old))"
      case (let old, let new):
        return "\(attribute): \(ValueText.phrase(old)) → \(ValueText.phrase(new))"
      }
    }
  }
}
