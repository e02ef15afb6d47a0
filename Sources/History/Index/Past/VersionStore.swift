internal import Dispatch
internal import Documents
internal import Git
internal import Glibc
internal import Records
internal import Synchronization

/// The versions that were read last: a change needs the one before, which was read as the one after of
/// an earlier change. Two generations, as in the cache of trees.
final class VersionStore {
  /// A content, read as a record of a class.
  struct Key: Hashable {
    let blob: ObjectID
    let className: String
  }

  /// How many versions a reader takes at a time.
  private static let portion = 16
  private static let room = 32 << 20

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

  /// Forgets paths where there are too many to keep.
  private func forgetPaths() {
    for number in readers.indices {
      for className in keys.keys where readers[number].forgetIfLarge(className) {
        numbers[number][className] = nil
      }
    }
  }

  /// Reads versions; few are read here and now, many on every core.
  func prepare(_ wanted: [Key], _ names: inout AttributeNames) throws {
    var seen = Set<Key>()
    let missing = wanted.filter { find($0) == nil && seen.insert($0).inserted }
    if missing.count < 32 {
      for key in missing { _ = try version(key, &names) }
      return
    }
    forgetPaths()
    let listKeys = missing.map { self.listKeys($0.className) }
    var versions = [(reader: Int, version: ScannedVersion)?](repeating: nil, count: missing.count)
    let width = readers.count
    let next = Atomic<Int>(0)
    versions.withUnsafeMutableBufferPointer { buffer in
      // SAFETY: reader n alone uses itself and the places that it takes, and the buffer outlives them.
      nonisolated(unsafe) let (places, readers) = (buffer, readers)
      DispatchQueue.concurrentPerform(iterations: width) { number in
        while true {
          // Few at a time: a core that other programs keep busy is not waited for.
          let start = next.add(Self.portion, ordering: .relaxed).oldValue
          if start >= missing.count { return }
          for place in start..<min(start + Self.portion, missing.count) {
            let key = missing[place]
            guard let text = readers[number].content(key.blob) else { continue }
            let version = readers[number]
              .version(text, of: key.className, keys: listKeys[place])
            places[place] = (number, version)
          }
        }
      }
    }
    for (place, key) in missing.enumerated() {
      guard let (reader, version) = versions[place] else {
        _ = try self.version(key, &names)
        continue
      }
      keep(try flat(version, reader, key.className, &names), key)
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
    var known = numbers[reader].removeValue(forKey: className) ?? []
    // Numbers are given to what is met as a leaf, not to the ways there.
    if known.count < trie.count {
      known += Array(repeating: 0, count: trie.count - known.count)
    }
    defer { numbers[reader][className] = known }
    var attributes = version.paths
    for place in attributes.indices {
      let path = Int(attributes[place])
      if path < 0 {
        attributes[place] = Int32(try names.number(ofText: trie.path(path).description))
        continue
      }
      if known[path] == 0 {
        known[path] = Int32(try names.number(ofText: trie.path(path).description))
      }
      attributes[place] = known[path]
    }
    return FlatVersion(attributes: attributes, ends: version.ends, bytes: version.bytes)
  }
}
