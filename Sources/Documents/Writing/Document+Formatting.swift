extension Document {
  /// Returns the text in the canonical layout, with its comments.
  ///
  /// Entries stand in the given order, by two spaces of indentation; a list or map in brackets stays
  /// so where it fits into 100 columns and has no comments inside. A comment moves with the key below
  /// it; those at the top of the text stay there, up to the last blank line. Quotes around plain words go, other scalars stay as
  /// they are written. The value stays the same, and formatting twice gives
  /// the same text as formatting once. A document that is one scalar, or nothing, is left as it is.
  public func formatted(order: KeyOrder, keys: ListKeys) throws(EditError) -> [UInt8] {
    guard kind(root) == .list || kind(root) == .map else { return source }
    if CanonicalForm.isSure(of: self, order: order) { return source }
    let text = DocumentLayout(self, order: order).text()
    if text == source { return source }
    guard
      let result = try? Document.parse(
        text,
        limits: Limits(bytes: max(text.count, Limits.record.bytes))
      ),
      result.value(result.root) == value(root)
    else {
      throw EditError(
        kind: .notWritable,
        path: AttributePath(),
        message: "the text cannot be formatted"
      )
    }
    return text
  }
}
