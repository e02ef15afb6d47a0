/// What a tree says of an entry besides its name.
public enum FileMode: Hashable, Sendable {
  /// A folder.
  case tree
  /// An ordinary file.
  case regular
  /// A file that may be executed.
  case executable
  /// A symbolic link.
  case symbolicLink
  /// A commit of another repository.
  case submodule
  /// A mode that git no longer writes, or never did.
  case other(UInt32)

  /// Reads the number that a tree holds.
  public init(_ number: UInt32) {
    switch number {
    case 0o040000: self = .tree
    case 0o100644: self = .regular
    case 0o100755: self = .executable
    case 0o120000: self = .symbolicLink
    case 0o160000: self = .submodule
    default: self = .other(number)
    }
  }

  /// The number that a tree holds.
  public var number: UInt32 {
    switch self {
    case .tree: 0o040000
    case .regular: 0o100644
    case .executable: 0o100755
    case .symbolicLink: 0o120000
    case .submodule: 0o160000
    case .other(let number): number
    }
  }

  /// Whether the entry is a folder.
  public var isTree: Bool { self == .tree }

  /// Whether the entry is an ordinary file, executable or not.
  public var isFile: Bool { self == .regular || self == .executable }
}
