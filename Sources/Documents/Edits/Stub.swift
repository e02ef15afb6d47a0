extension Document {
  /// Applies edits.
  public func applying(
    _ edits: [DocumentEdit], keys: ListKeys, order: KeyOrder = .none
  ) throws(EditError) -> [UInt8] { source }
  /// Formats.
  public func formatted(order: KeyOrder, keys: ListKeys) throws(EditError) -> [UInt8] { source }
}
extension Value {
  /// Applies edits.
  public func applying(
    _ edits: [DocumentEdit], keys: ListKeys, order: KeyOrder = .none
  ) throws(EditError) -> Value { self }
}
/// Writes.
public struct YAMLWriter {
  /// Writes.
  public static func text(
    of value: Value, order: KeyOrder = .none, keys: ListKeys = .none
  ) -> [UInt8] { Array((value.json(pretty: true) + "\n").utf8) }
}
