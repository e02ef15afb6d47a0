extension Value {
  /// Returns the value with the edits applied, one after the other.
  ///
  /// It is the plain twin of `Document.applying`: reading the edited text gives this value. Removals
  /// that follow each other are understood together, before any of them.
  public func applying(
    _ edits: [DocumentEdit],
    keys: ListKeys,
    order: KeyOrder = .none
  ) throws(EditError) -> Value {
    var value = self
    let resolver = EditResolver(keys: keys, order: order)
    try resolver.forEachChange(edits, of: &value) { value, change in value.apply(change) }
    return value
  }
}

extension EditResolver {
  /// Resolves the edits one after the other; `apply` makes each change and says what the value is
  /// then.
  func forEachChange(
    _ edits: [DocumentEdit],
    of value: inout Value,
    _ apply: (inout Value, TreeChange) throws(EditError) -> Void
  ) throws(EditError) {
    var position = 0
    while position < edits.count {
      var changes: [TreeChange] = []
      var removed: [AttributePath] = []
      while position < edits.count, case .remove(let path) = edits[position] {
        removed.append(path)
        position += 1
      }
      if removed.isEmpty {
        if let change = try change(for: edits[position], of: value) { changes.append(change) }
        position += 1
      } else {
        changes = removals(removed, of: value)
      }
      for change in changes { try apply(&value, change) }
    }
  }
}
