internal import Dispatch
internal import Documents
internal import Git
internal import Records

/// The versions that were read last: a change needs the one before, which was read as the one after of
/// an earlier change. Two generations, as in the cache of trees.
struct VersionStore {
  /// A content, read as a record of a class.
  struct Key: Hashable {
    let blob: ObjectID
    let className: String
  }

  private static let room = 48 << 20

  private let repository: Repository
  private let catalogue: ClassCatalogue
  private var keys: [String: ListKeys] = [:]
  private var young: [Key: FlatVersion] = [:]
  private var old: [Key: FlatVersion] = [:]
  private var cost = 0
  private var numbers: [String: Int] = [:]

  init(_ repository: Repository, _ catalogue: ClassCatalogue) {
    self.repository = repository
    self.catalogue = catalogue
  }

  /// Reads many versions: their texts by one thread, since git's objects are, the rest on every core.
  mutating func prepare(_ wanted: [Key], _ names: inout AttributeNames) throws {
    var seen = Set<Key>()
    var work: [(key: Key, text: [UInt8], keys: ListKeys)] = []
    for key in wanted where find(key) == nil && seen.insert(key).inserted {
      work.append((key, try repository.readBlob(key.blob), listKeys(key.className)))
    }
    let read = Cores.map(work) { ReadVersion($0.text, keys: $0.keys) }
    for (item, version) in zip(work, read) { keep(try flat(version, &names), item.key) }
  }

  /// Returns a version.
  mutating func version(_ key: Key, _ names: inout AttributeNames) throws -> FlatVersion {
    if let known = find(key) { return known }
    let text = try repository.readBlob(key.blob)
    let version = try flat(ReadVersion(text, keys: listKeys(key.className)), &names)
    keep(version, key)
    return version
  }

  private mutating func find(_ key: Key) -> FlatVersion? {
    if let known = young[key] { return known }
    guard let known = old[key] else { return nil }
    keep(known, key)
    return known
  }

  private mutating func keep(_ version: FlatVersion, _ key: Key) {
    if cost > Self.room / 2 {
      old = young
      young = [:]
      cost = 0
    }
    young[key] = version
    cost += version.cost
  }

  private mutating func listKeys(_ className: String) -> ListKeys {
    if let known = keys[className] { return known }
    let made = catalogue.recordClass(className)?.listKeys ?? ListKeys([:])
    keys[className] = made
    return made
  }

  private mutating func flat(_ version: ReadVersion, _ names: inout AttributeNames) throws
    -> FlatVersion
  {
    FlatVersion(
      leaves: try version.leaves.map { leaf in
        if let number = numbers[leaf.path] { return .init(attribute: number, value: leaf.value) }
        let number = try names.number(ofText: leaf.path)
        numbers[leaf.path] = number
        return .init(attribute: number, value: leaf.value)
      }
    )
  }
}
