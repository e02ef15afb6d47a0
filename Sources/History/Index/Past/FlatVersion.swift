internal import Documents
internal import Records

/// The leaves of one version of a record, in the order of the text: paths by their numbers, values as
/// JSON.
struct FlatVersion {
  /// One leaf.
  struct FlatLeaf {
    let attribute: Int
    let value: [UInt8]
  }

  /// One leaf in which two versions differ.
  struct Difference {
    let attribute: Int
    let old: [UInt8]?
    let new: [UInt8]?
  }

  var leaves: [FlatLeaf] = []

  /// What the version takes in memory, roughly.
  var cost: Int { leaves.reduce(64) { $0 + 56 + $1.value.count } }

  /// Returns the leaves that differ: in the order of `new`, then what is gone in the order of `old`,
  /// as `AttributeDifference` does.
  static func differences(_ old: FlatVersion, _ new: FlatVersion) -> [Difference] {
    var found: [Difference] = []
    // Most versions have the same leaves in the same places.
    if old.leaves.count == new.leaves.count,
      zip(old.leaves, new.leaves).allSatisfy({ $0.attribute == $1.attribute })
    {
      for (one, two) in zip(old.leaves, new.leaves)
      where !StoredValue.areEqual(one.value, two.value) {
        found.append(Difference(attribute: two.attribute, old: one.value, new: two.value))
      }
      return found
    }
    let before = Dictionary(old.leaves.map { ($0.attribute, $0.value) }) { first, _ in first }
    var seen = Set<Int>(minimumCapacity: new.leaves.count)
    for leaf in new.leaves {
      seen.insert(leaf.attribute)
      let known = before[leaf.attribute]
      if let known, StoredValue.areEqual(known, leaf.value) { continue }
      found.append(Difference(attribute: leaf.attribute, old: known, new: leaf.value))
    }
    for leaf in old.leaves where !seen.contains(leaf.attribute) {
      found.append(Difference(attribute: leaf.attribute, old: leaf.value, new: nil))
    }
    return found
  }
}

/// A version as it is read on any thread: paths not yet as numbers.
struct ReadVersion: Sendable {
  var leaves: [(path: String, value: [UInt8])] = []

  /// Reads a record's text; one that cannot be parsed has no leaves.
  init(_ text: [UInt8], keys: ListKeys) {
    guard let document = try? Document.parse(text) else { return }
    leaves = document.value(document.root).leaves(keys: keys)
      .map { ($0.path.description, $0.value.jsonBytes()) }
  }
}

extension ByteWriter {
  /// Appends the differences of two versions.
  mutating func append(_ differences: [FlatVersion.Difference]) {
    append(differences.count)
    for difference in differences {
      append(
        difference.attribute << 2 | (difference.old == nil ? 0 : 1)
          | (difference.new == nil ? 0 : 2)
      )
      if let old = difference.old { append(old) }
      if let new = difference.new { append(new) }
    }
  }
}

extension ByteReader {
  /// Reads the differences of two versions.
  mutating func differences() throws(IndexFailure) -> [FlatVersion.Difference] {
    let count = try number()
    var found: [FlatVersion.Difference] = []
    for _ in 0..<max(0, count) {
      let head = try number()
      let old = head & 1 == 0 ? nil : Array(try text())
      let new = head & 2 == 0 ? nil : Array(try text())
      found.append(.init(attribute: head >> 2, old: old, new: new))
    }
    return found
  }
}
