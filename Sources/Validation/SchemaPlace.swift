internal import Documents
internal import JSONSchema

/// Finds what a place in a schema, as errors of the compiler name it, stands for in a text.
enum SchemaPlace {
  /// The address before the `#`, such as `repository:widget`.
  static func address(_ location: String) -> String {
    String(location.prefix { $0 != "#" })
  }

  /// The node that the JSON pointer (RFC 6901) after the `#` leads to, from another node; the
  /// deepest that is there.
  static func node(_ location: String, in document: Document, from start: NodeIndex) -> NodeIndex {
    var node = start
    let fragment = location.drop { $0 != "#" }.dropFirst()
    guard let steps = PercentEncoding.decoded(fragment).flatMap(JSONPointer.parts) else {
      return node
    }
    for name in steps {
      switch document.kind(node) {
      case .map:
        guard let child = document.child(node, named: name) else { return node }
        node = child
      case .list:
        let items = document.items(of: node)
        guard let offset = Int(name), items.indices.contains(offset) else { return node }
        node = items[offset]
      default: return node
      }
    }
    return node
  }
}
