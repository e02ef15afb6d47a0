internal import Documents

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
    guard let mark = location.firstIndex(of: "#") else { return node }
    for step in location[location.index(after: mark)...].split(separator: "/") {
      let name = unescaped(step)
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

  /// In a fragment some letters are written as %XX, and in a pointer `/` as ~1 and `~` as ~0.
  private static func unescaped(_ step: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(step.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
      .replacing("~1", with: "/").replacing("~0", with: "~")
  }
}
