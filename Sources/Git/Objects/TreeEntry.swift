/// One entry of a folder.
public struct TreeEntry: Hashable, Sendable {
  /// The name as git stores it; any bytes but NUL and `/`.
  public let nameBytes: [UInt8]
  /// What the entry is.
  public let mode: FileMode
  /// The object.
  public let id: ObjectID

  /// Creates an entry.
  public init(nameBytes: [UInt8], mode: FileMode, id: ObjectID) {
    self.nameBytes = nameBytes
    self.mode = mode
    self.id = id
  }

  /// The name; bytes that are no UTF-8 are replaced.
  public var name: String { String(decoding: nameBytes, as: UTF8.self) }
}
