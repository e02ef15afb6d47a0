internal import Documents

/// JSON pointers (RFC 6901).
public enum JSONPointer {
  /// Returns the names and numbers that a pointer consists of; nil where the text is no pointer.
  public static func parts(of text: String) -> [String]? {
    if text.isEmpty { return [] }
    guard text.utf8.first == UInt8(ascii: "/") else { return nil }
    return text.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map { part in
      let text = String(part)
      return text.utf8.contains(UInt8(ascii: "~"))
        ? text.replacing("~1", with: "/").replacing("~0", with: "~") : text
    }
  }

  /// Returns a part as it is written in a pointer.
  static func escaped(_ part: String) -> String {
    guard part.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else {
      return part
    }
    return part.replacing("~", with: "~0").replacing("/", with: "~1")
  }

  /// Returns the node that a pointer leads to from `start`, or nil where it leads nowhere.
  static func node(_ pointer: String, from start: NodeIndex, in document: Document) -> NodeIndex? {
    guard let parts = parts(of: pointer) else { return nil }
    var node = start
    for part in parts {
      switch document.kind(node) {
      case .map:
        guard let child = document.child(node, named: part) else { return nil }
        node = child
      case .list:
        guard part == "0" || part.utf8.first != UInt8(ascii: "0"), let index = Int(part),
          index >= 0,
          index < document.count(node)
        else { return nil }
        node = document.firstChild(node)
        for _ in 0..<index { node = document.next(node) }
      default: return nil
      }
    }
    return node
  }

  /// Returns a pointer as the fragment of a URI (RFC 6901, section 6).
  static func fragment(_ pointer: String) -> String {
    PercentEncoding.encoded(pointer) {
      PercentEncoding.isLetterOrDigit($0) || "-._~!$&'()*+,;=:@/?".utf8.contains($0)
    }
  }

  /// Returns the pointer that leads from `start` to a node below it; a key has its value's pointer.
  static func pointer(to node: NodeIndex, from start: NodeIndex, in document: Document) -> String {
    var pointer = ""
    var container = start
    descent: while container < node {
      var child = document.firstChild(container)
      let end = document.next(container)
      var index = 0
      while child < end {
        var value = child
        if document.kind(container) == .map { value = document.next(child) }
        let after = document.next(value)
        if node < after {
          let isMap = document.kind(container) == .map
          pointer += "/" + (isMap ? escaped(document.text(child)) : String(index))
          container = value
          continue descent
        }
        child = after
        index += 1
      }
      break
    }
    return pointer
  }
}
