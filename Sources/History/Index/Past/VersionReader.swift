internal import Documents
internal import Git

/// Reads versions on one thread: it has a repository and tries of its own.
final class VersionReader {
  private let folder: String
  private var repository: Repository?
  private var tries: [String: PathTrie] = [:]

  init(_ original: Repository) { folder = original.gitDirectory }

  /// Returns the content of a blob, or nil where this reader does not find it, or cannot open the
  /// repository once more.
  func content(_ blob: ObjectID) -> [UInt8]? {
    if repository == nil { repository = try? Repository.open(at: folder) }
    return try? repository?.readBlob(blob)
  }

  /// Returns the leaves of a text, with the numbers of this reader's trie of the class.
  func version(_ text: [UInt8], of className: String, keys: ListKeys) -> ScannedVersion {
    LeafScanner.scan(text, trie(className, keys), keys: keys)
  }

  /// Forgets the paths of a class, where they have become too many to keep.
  func forgetIfLarge(_ className: String) -> Bool {
    guard let known = tries[className], known.count > Self.room else { return false }
    tries[className] = nil
    return true
  }

  /// How many paths of a class are kept.
  private static let room = 20_000

  /// Returns the paths of a class that were met.
  func trie(_ className: String, _ keys: ListKeys) -> PathTrie {
    if let known = tries[className] { return known }
    let made = PathTrie(keys)
    tries[className] = made
    return made
  }
}
