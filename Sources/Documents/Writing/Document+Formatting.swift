extension Document {
  /// Formats.
  public func formatted(order: KeyOrder, keys: ListKeys) throws(EditError) -> [UInt8] { source }
}
