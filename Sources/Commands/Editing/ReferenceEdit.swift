internal import Documents
internal import Records

/// Edits that change where a reference points.
enum ReferenceEdit {
  /// The edit that makes the reference at `attribute` point to `new`.
  ///
  /// An item of a relation is keyed by its target, so its target is what is set: the item keeps its
  /// share, role and comments.
  static func redirect(
    _ attribute: AttributePath,
    from old: Reference,
    to new: Reference,
    in value: Value
  ) -> DocumentEdit {
    .set(attribute, .string(new.description))
  }

  /// The edit that takes the reference at `attribute` away.
  static func removal(_ attribute: AttributePath) -> DocumentEdit { .remove(attribute) }
}
