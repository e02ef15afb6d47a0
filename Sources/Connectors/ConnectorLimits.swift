/// How much a delivery may hold. Every bound is checked while reading, before memory is taken.
public struct ConnectorLimits: Sendable, Hashable {
  /// Bytes of the whole text.
  public var bytes = 256 << 20
  /// Elements, maps and lists inside one another.
  public var depth = 64
  /// Things in one delivery.
  public var observations = 100_000
  /// Bytes of one value in UTF-8.
  public var valueBytes = 1 << 20
  /// Bytes of all values of one observation, as they stand in its file: a file of a data repository
  /// has at most 1 MiB.
  public var observationBytes = 1_000_000
  /// Elements inside one XML record, and columns of one CSV row.
  public var nodes = 1 << 20
  /// Bytes of a key, in UTF-8.
  public var keyBytes = 1024
  /// Rejections that are listed one by one; what is beyond is counted in the last.
  public var rejections = 1000

  /// Creates the bounds that the program uses.
  public init() {}
}
