internal import Documents
internal import Git
internal import Records

/// Reads the versions of the difficult cases one by one, with the index's numbers of paths.
final class VersionStore {
  /// A content, read as a record of a class.
  struct Key: Hashable {
    let blob: ObjectID
    let className: String
  }

  /// How many versions are kept: the cases that need them ask several times in a row.
  private static let room = 64

  private let repository: Repository
  private let catalogue: ClassCatalogue
  private var known: [Key: FlatVersion] = [:]

  init(_ repository: Repository, _ catalogue: ClassCatalogue) {
    self.repository = repository
    self.catalogue = catalogue
  }

  /// Returns a version.
  func version(_ key: Key, _ names: inout AttributeNames) throws -> FlatVersion {
    if let known = known[key] { return known }
    let keys: ListKeys = catalogue.recordClass(key.className)?.listKeys ?? .none
    var trie = PathTrie(keys)
    var version = LeafScanner.scan(try repository.readBlob(key.blob), &trie, keys: keys)
    for place in version.paths.indices {
      version.paths[place] = Int32(
        try names.number(of: trie.path(Int(version.paths[place])))
      )
    }
    if known.count >= Self.room { known.removeAll(keepingCapacity: true) }
    known[key] = version
    return version
  }
}
