/// Comparing bytes a word at a time.
enum SameBytes {
  /// Whether two buffers hold the same bytes.
  @inline(__always)
  static func same(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool
  {
    guard left.count == right.count else { return false }
    guard let first = left.baseAddress, let second = right.baseAddress else { return true }
    return same(first, second, count: left.count)
  }

  private static func same(
    _ first: UnsafePointer<UInt8>,
    _ second: UnsafePointer<UInt8>,
    count: Int
  ) -> Bool {
    var offset = 0
    // SAFETY: every load lies below `count`, up to which both are readable.
    while offset + 8 <= count {
      let left = UnsafeRawPointer(first + offset).loadUnaligned(as: UInt64.self)
      let right = UnsafeRawPointer(second + offset).loadUnaligned(as: UInt64.self)
      if left != right { return false }
      offset += 8
    }
    while offset < count {
      if first[offset] != second[offset] { return false }
      offset += 1
    }
    return true
  }
}
