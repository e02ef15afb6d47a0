/// A few texts in one piece of memory.
public struct PackedTexts: Sendable {
  /// Every text behind its length in two bytes.
  private var bytes: [UInt8] = []

  /// Creates a list without texts.
  public init() {}

  /// Adds a text; of one of more than 65,535 bytes only so many.
  mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    let count = min(text.count, Int(UInt16.max))
    if bytes.capacity == 0 { bytes.reserveCapacity(128) }
    bytes.append(UInt8(truncatingIfNeeded: count >> 8))
    bytes.append(UInt8(truncatingIfNeeded: count))
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[..<count]))
  }

  /// Whether `body` says yes to every text, in order; it is told the number of each as well.
  public func allSatisfy(_ body: (Int, UnsafeBufferPointer<UInt8>) -> Bool) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      var (offset, number) = (0, 0)
      while offset < bytes.count {
        let start = offset + 2
        let end = start + (Int(bytes[offset]) << 8 | Int(bytes[offset + 1]))
        // SAFETY: the slice is checked against the buffer, which outlives the call.
        guard body(number, UnsafeBufferPointer(rebasing: bytes[start..<end])) else { return false }
        (offset, number) = (end, number + 1)
      }
      return true
    }
  }

  /// The texts, one by one.
  public var texts: [String] {
    var texts: [String] = []
    _ = allSatisfy { _, text in
      texts.append(String(decoding: text, as: UTF8.self))
      return true
    }
    return texts
  }
}
