/// What a scalar without quotes is, as a node.
enum PlainScalar {
  /// Returns the kind of a plain scalar's node, or throws where JSON has no such value.
  static func kind(
    of text: UnsafeBufferPointer<UInt8>,
    at offset: Int,
    _ builder: borrowing TreeBuilder
  ) throws(DocumentError) -> NodeKind {
    switch CoreScalar.kind(of: text) {
    case .string: return .string
    case .integer: return .integer
    case .decimal: return .decimal
    case .null: return .null
    case .true: return .true
    case .false: return .false
    case .notJSON:
      throw builder.failure(
        .notJSON,
        "\(String(decoding: text, as: UTF8.self)) is no number that JSON knows",
        at: offset,
        help: "put it in quotes if text is meant"
      )
    case .beyondMeasure:
      throw builder.failure(
        .notJSON,
        "the number is too large to be written out or compared",
        at: offset,
        help: "put it in quotes if text is meant"
      )
    }
  }
}
