/// Why an edit cannot be made.
public struct EditError: Error, Sendable, Equatable {
  /// What is in the way.
  public enum Kind: String, Sendable {
    /// The way leads through something that is no map.
    case notAMap
    /// The way leads through something that is no list.
    case notAList
    /// The item is not there and cannot be made from what its name says.
    case noSuchItem
    /// The list is not keyed, so that no item can be found by its key.
    case noKey
    /// An item of a keyed list would have another key than the one it is named by.
    case keyMismatch
    /// The result would be no document, or not the one that was asked for.
    case notWritable
  }

  /// What is in the way.
  public let kind: Kind
  /// The attribute where it is.
  public let path: AttributePath
  /// What is wrong, in a sentence that stands alone.
  public let message: String

  /// Creates an error.
  public init(kind: Kind, path: AttributePath, message: String) {
    self.kind = kind
    self.path = path
    self.message = message
  }
}

extension EditError: CustomStringConvertible {
  /// The message.
  public var description: String { message }
}
