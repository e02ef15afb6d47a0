internal import Dispatch
internal import Documents
internal import Git
internal import Glibc
internal import Records

/// The versions that were read last: a change needs the one before, which was read as the one after of
/// an earlier change. Two generations, as in the cache of trees.
final class VersionStore {
  /// A content, read as a record of a class.
  struct Key: Hashable {
    let blob: ObjectID
    let className: String
  }

  /// What is being read on other threads.
  private final class Batch: @unchecked Sendable {
    // Each place is written by one reader, and read when all have left the group.
    let keys: [Key]
    let listKeys: [ListKeys]
    var versions: [ScannedVersion?]
    let group = DispatchGroup()

    init(keys: [Key], listKeys: [ListKeys]) {
      self.keys = keys
      self.listKeys = listKeys
      versions = Array(repeating: nil, count: keys.count)
    }
  }

  private static let room = 48 << 20

  private let repository: Repository
  private let catalogue: ClassCatalogue
  private let readers: [VersionReader]
  private var keys: [String: ListKeys] = [:]
  private var young: [Key: FlatVersion] = [:]
  private var old: [Key: FlatVersion] = [:]
  private var cost = 0
  /// By reader and class: the index's numbers of the trie's paths.
  private var numbers: [[String: [Int32]]]

  init(_ repository: Repository, _ catalogue: ClassCatalogue) {
    self.repository = repository
    self.catalogue = catalogue
    let cores = max(1, min(16, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    readers = (0..<cores).map { _ in VersionReader(repository) }
    numbers = Array(repeating: [:], count: cores)
  }

  /// Reads versions; few are read here and now, many on every core.
  func prepare(_ wanted: [Key], _ names: inout AttributeNames) throws {
    var seen = Set<Key>()
    let missing = wanted.filter { find($0) == nil && seen.insert($0).inserted }
    if missing.count < 32 {
      for key in missing { _ = try version(key, &names) }
      return
    }
    let batch = Batch(keys: missing, listKeys: missing.map { listKeys($0.className) })
    let width = readers.count
    batch.versions.withUnsafeMutableBufferPointer { buffer in
      // SAFETY: reader n uses itself and the places n, n + width, …, and the buffer outlives them all.
      nonisolated(unsafe) let (versions, readers) = (buffer, readers)
      DispatchQueue.concurrentPerform(iterations: width) { number in
        for place in stride(from: number, to: batch.keys.count, by: width) {
          let key = batch.keys[place]
          guard let text = readers[number].content(key.blob) else { continue }
          versions[place] = readers[number]
            .version(text, of: key.className, keys: batch.listKeys[place])
        }
      }
    }
    for (place, key) in batch.keys.enumerated() {
      guard let version = batch.versions[place] else {
        _ = try self.version(key, &names)
        continue
      }
      keep(try flat(version, place % width, key.className, &names), key)
    }
  }

  /// Returns a version.
  func version(_ key: Key, _ names: inout AttributeNames) throws -> FlatVersion {
    if let known = find(key) { return known }
    let scanned = readers[0]
      .version(
        try repository.readBlob(key.blob),
        of: key.className,
        keys: listKeys(key.className)
      )
    let version = try flat(scanned, 0, key.className, &names)
    keep(version, key)
    return version
  }

  private func find(_ key: Key) -> FlatVersion? {
    if let known = young[key] { return known }
    guard let known = old[key] else { return nil }
    keep(known, key)
    return known
  }

  private func keep(_ version: FlatVersion, _ key: Key) {
    if cost > Self.room / 2 {
      old = young
      young = [:]
      cost = 0
    }
    young[key] = version
    cost += version.cost
  }

  private func listKeys(_ className: String) -> ListKeys {
    if let known = keys[className] { return known }
    let made = catalogue.recordClass(className)?.listKeys ?? .none
    keys[className] = made
    return made
  }

  private func flat(
    _ version: ScannedVersion,
    _ reader: Int,
    _ className: String,
    _ names: inout AttributeNames
  ) throws -> FlatVersion {
    let trie = readers[reader].trie(className, listKeys(className))
    var known = numbers[reader][className] ?? []
    if known.count < trie.count {
      // Numbers are given to what is met as a leaf, not to the ways there.
      known += Array(repeating: 0, count: trie.count - known.count)
      numbers[reader][className] = known
    }
    var attributes = version.paths
    for place in attributes.indices {
      let path = Int(attributes[place])
      if known[path] == 0 {
        let number = Int32(try names.number(ofText: trie.path(path).description))
        numbers[reader][className]?[path] = number
        known[path] = number
      }
      attributes[place] = known[path]
    }
    return FlatVersion(attributes: attributes, ends: version.ends, bytes: version.bytes)
  }
}
