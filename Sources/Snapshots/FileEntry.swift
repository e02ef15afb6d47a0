public import Git

/// One file below a folder of a repository, as git or the file system lists it.
public struct FileEntry: Hashable, Sendable {
  /// What stands at the path.
  public enum Kind: Sendable {
    /// An ordinary file.
    case regular
    /// An ordinary file that may be executed.
    case executable
    /// A symbolic link.
    case symbolicLink
    /// Another repository.
    case submodule
    /// Anything else, such as a socket.
    case other

    /// Whether it is an ordinary file, executable or not.
    public var isFile: Bool { self == .regular || self == .executable }
  }

  /// The path, relative to the top of the repository; bytes that are no UTF-8 are replaced.
  public let path: String
  /// Whether `path` says exactly what git stores.
  public let hasFaithfulPath: Bool
  /// What stands there.
  public let kind: Kind
  /// The blob, where git has stored the content.
  public let blob: ObjectID?

  /// Creates an entry.
  public init(path: String, kind: Kind, blob: ObjectID?, hasFaithfulPath: Bool = true) {
    self.path = path
    self.kind = kind
    self.blob = blob
    self.hasFaithfulPath = hasFaithfulPath
  }
}
