/// The name of one node of a document: a key or a value.
///
/// Nodes are numbered in document order, so an index is only good with the document it came from.
public struct NodeIndex: Hashable, Sendable, Comparable {
  /// The place of the node in the document's pool.
  public let rawValue: UInt32

  /// Names the node at a place of the pool.
  @inlinable
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Orders by document order: a container comes before what it holds.
  @inlinable
  public static func < (left: NodeIndex, right: NodeIndex) -> Bool {
    left.rawValue < right.rawValue
  }
}
