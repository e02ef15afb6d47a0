/// One node of the pool: 24 bytes, no references.
///
/// A map's children are key, value, key, value …; a container's subtree ends before `next`.
@usableFromInline
struct StoredNode: Sendable {
  @usableFromInline var kind: NodeKind
  @usableFromInline var style: NodeStyle
  /// Whether the text lies in the document's buffer of decoded text instead of its source.
  @usableFromInline var isDecoded: Bool
  /// Whether the node is the key of a map's entry.
  @usableFromInline var isKey: Bool
  /// The node after this subtree.
  @usableFromInline var next: UInt32
  /// Where the node starts in the source.
  @usableFromInline var start: UInt32
  /// Where the node ends in the source: the offset after its last byte. A block scalar ends before
  /// the line break of its last line that counts.
  @usableFromInline var end: UInt32
  /// Where the text of a scalar starts.
  @usableFromInline var text: UInt32
  /// The number of bytes of a scalar's text, of items of a list, or of entries of a map.
  @usableFromInline var length: UInt32
}
