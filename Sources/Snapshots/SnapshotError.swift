/// A failure to read or write files of the working tree.
public struct SnapshotError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was being done, such as `read`.
  public let operation: String
  /// The file or folder.
  public let path: String
  /// What the system said, or what is in the way.
  public let reason: String

  /// Creates an error.
  public init(operation: String, path: String, reason: String) {
    self.operation = operation
    self.path = path
    self.reason = reason
  }

  /// `operation path: reason`.
  public var description: String { "\(operation) \(path): \(reason)" }
}
