/// A YAML or JSON text with the tree of values that it means.
///
/// The tree is one flat array of 24-byte nodes in document order. The text of a scalar is a range of
/// the source where it is written as it reads, else a range of one buffer of decoded text. So a
/// document costs few allocations, copies by reference, and can be walked without any.
public struct Document: Sendable {
  /// The languages that a document may be written in.
  public enum Syntax: Sendable {
    /// YAML 1.2 with the core schema, without anchors, aliases, tags, merge keys and directives.
    case yaml
    /// JSON (RFC 8259), strictly.
    case json
  }

  /// The text as it was given.
  public let source: [UInt8]
  @usableFromInline let decoded: [UInt8]
  @usableFromInline let nodes: ContiguousArray<StoredNode>
  let lines: LineTable

  init(
    source: [UInt8],
    decoded: [UInt8],
    nodes: ContiguousArray<StoredNode>,
    lines: LineTable
  ) {
    self.source = source
    self.decoded = decoded
    self.nodes = nodes
    self.lines = lines
  }

  /// The outermost value. An empty text has one as well: null.
  @inlinable public var root: NodeIndex { NodeIndex(rawValue: 0) }

  @inlinable
  func stored(_ node: NodeIndex) -> StoredNode { nodes[Int(node.rawValue)] }

  /// Returns what the node is.
  @inlinable
  public func kind(_ node: NodeIndex) -> NodeKind { stored(node).kind }

  /// Returns how the node is written.
  @inlinable
  public func style(_ node: NodeIndex) -> NodeStyle { stored(node).style }

  /// Returns the number of items of a list or entries of a map; 0 for a scalar.
  @inlinable
  public func count(_ node: NodeIndex) -> Int {
    let stored = stored(node)
    return stored.kind.rawValue >= NodeKind.list.rawValue ? Int(stored.length) : 0
  }

  /// Returns the first child: an item, or the key of the first entry. Without children it is
  /// `next(node)`.
  @inlinable
  public func firstChild(_ node: NodeIndex) -> NodeIndex { NodeIndex(rawValue: node.rawValue + 1) }

  /// Returns the node after this one and all that it holds: the next sibling where there is one. A
  /// key's next node is its value, a value's next node the following key.
  @inlinable
  public func next(_ node: NodeIndex) -> NodeIndex { NodeIndex(rawValue: stored(node).next) }

  /// Lends the text of a scalar or key, decoded, as UTF-8; empty for a list or map.
  ///
  /// For a number it is the text as written; for null it may be empty. The buffer is only good
  /// during the call.
  @inlinable
  public func withText<R>(
    _ node: NodeIndex,
    _ body: (UnsafeBufferPointer<UInt8>) -> R
  ) -> R {
    let stored = stored(node)
    guard stored.kind.rawValue < NodeKind.list.rawValue else {
      return body(UnsafeBufferPointer(start: nil, count: 0))
    }
    let range = Int(stored.text)..<Int(stored.text) + Int(stored.length)
    // SAFETY: the array owns the memory and lives through the call; the range was checked when the
    // node was built and is checked again by the slice.
    if stored.isDecoded {
      return decoded.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
    }
    return source.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// Returns the text of a scalar or key, decoded; empty for a list or map.
  public func text(_ node: NodeIndex) -> String {
    withText(node) { String(decoding: $0, as: UTF8.self) }
  }
}
