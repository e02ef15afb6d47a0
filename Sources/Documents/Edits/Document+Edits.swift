extension Document {
  /// Returns the text with the edits applied, one after the other.
  ///
  /// Only the lines of the attributes that the edits name change: comments, order, quotes, blank
  /// lines and line breaks elsewhere stay byte for byte, and an edit that changes no value returns
  /// the text as it is. The comment beside a removed attribute goes with it, those above it stay. A
  /// new entry stands where `order` has it, else at the end.
  ///
  /// Reading the result gives the same as `Value.applying` on the value of this document; that is
  /// checked, and a text that cannot be edited so throws.
  public func applying(
    _ edits: [DocumentEdit],
    keys: ListKeys,
    order: KeyOrder = .none
  ) throws(EditError) -> [UInt8] {
    let before = value(root)
    let expected = try before.applying(edits, keys: keys, order: order)
    if expected == before { return source }
    var editor = TextEditor(self, keys: keys, order: order)
    // The order of entries in the text is not always that of the plain value, and places go by it.
    var current = before
    let resolver = EditResolver(keys: keys, order: order)
    try resolver.forEachChange(edits, of: &current) { value, change throws(EditError) in
      try editor.apply(change)
      value = editor.document.value(editor.document.root)
    }
    guard current == expected else {
      throw EditError(
        kind: .notWritable,
        path: edits.first?.path ?? AttributePath(),
        message: "the edit cannot be written without changing something else"
      )
    }
    return editor.document.source
  }
}
