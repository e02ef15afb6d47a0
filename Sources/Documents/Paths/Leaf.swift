/// One attribute of a record that has no attributes below it, and its value.
public struct Leaf: Sendable, Hashable {
  /// The attribute.
  public let path: AttributePath
  /// Its value: a scalar, a plain list, or an empty map or list.
  public let value: Value

  /// Creates a leaf.
  public init(path: AttributePath, value: Value) {
    self.path = path
    self.value = value
  }
}
