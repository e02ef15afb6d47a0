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
    case .unparsable: return "cannot be parsed from here on"
    case .renamed: return "renamed from \(change.from.map(\.description) ?? "nothing")"
    case .added, .changed, .removed:
      return line(change.attribute?.description ?? "", change.old, change.new)
    }
  }

  /// What a value was and is: `lifecycle: in-stock → in-use`.
  static func line(_ attribute: String, _ old: Value?, _ new: Value?) -> String {
    switch (old, new) {
    case (nil, let new): "\(attribute): + \(ValueText.phrase(new))"
    case (let old, nil): "\(attribute): - \(ValueText.phrase(old))"
    case (let old, let new): "\(attribute): \(ValueText.phrase(old)) → \(ValueText.phrase(new))"
    }
  }
}
