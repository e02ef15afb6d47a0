public import Documents

extension CompiledSchema {
  /// Returns every objection to a value, in the order of the text; none where it is valid.
  ///
  /// It costs many times what `isValid` costs, so it is asked after a "no".
  public func explain(_ document: Document, at node: NodeIndex) -> [SchemaError] {
    var explanation = Explanation(schema: self, document: document, origin: node)
    let errors = explanation.outcome().errors
    var seen: Set<ErrorIdentity> = []
    // A list of words says more than that text was expected.
    let worded = Set(errors.filter { $0.keyword == "enum" || $0.keyword == "const" }.map(\.node))
    return errors.filter { $0.keyword != "type" || !worded.contains($0.node) }
      .filter { seen.insert(ErrorIdentity($0)).inserted }
      .sorted { ($0.node.rawValue, $0.keyword) < ($1.node.rawValue, $1.keyword) }
  }
}

/// What makes two objections the same one, reached on different ways.
private struct ErrorIdentity: Hashable {
  private let node: NodeIndex
  private let schemaLocation: String
  private let message: String

  init(_ error: SchemaError) {
    node = error.node
    schemaLocation = error.schemaLocation
    message = error.message
  }
}
