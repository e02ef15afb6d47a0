/// Which lists are keyed, and by what.
public struct ListKeys: Sendable {
  let tree: PatternTree<ListKey>

  /// Creates the table from patterns of lists, such as `interfaces`, `interfaces[].addresses` or
  /// `sites.*.racks`, where `*` is any name. A text that is no path is left out.
  public init(_ table: [String: ListKey]) { tree = PatternTree(table) }

  /// A table without keyed lists.
  public static let none = ListKeys([:])

  /// Returns the key of the list at a pattern or path, or nil where the list is a plain one.
  public func key(at pattern: AttributePath) -> ListKey? { tree.payload(tree.cursor(at: pattern)) }
}
