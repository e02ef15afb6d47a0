extension Document {
  /// What a text may not exceed, so that no input can exhaust memory or the stack.
  public struct Limits: Sendable, Hashable {
    /// How many lists and maps may lie within each other.
    public var depth: Int
    /// How many bytes the text may have.
    public var bytes: Int

    /// Creates limits; `bytes` counts for at most 4 GiB - 1, because offsets are 32 bits wide.
    public init(depth: Int = 64, bytes: Int = 1 << 20) {
      self.depth = depth
      self.bytes = min(bytes, Int(UInt32.max) - 1)
    }

    /// The limits of a file in a data repository: 1 MiB, 64 levels.
    public static let record = Limits()
    /// The limits of what other programs deliver: 256 MiB, 64 levels.
    public static let delivery = Limits(bytes: 256 << 20)
  }
}
