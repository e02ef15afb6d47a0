/// The leaves of one version of a record, in the order of the text: paths by their numbers, values as
/// JSON one after another. The numbers are those of the trie that the version was read with, or those of
/// the index.
struct FlatVersion {
  /// One leaf in which two versions differ.
  struct Difference {
    let attribute: Int
    let old: [UInt8]?
    let new: [UInt8]?
  }

  /// The number of each leaf's path.
  var paths: [Int32] = []
  /// Where the value of each leaf ends in `bytes`.
  var ends: [Int32] = []
  /// The values.
  var bytes: [UInt8] = []

  private func value(_ place: Int) -> ArraySlice<UInt8> {
    bytes[(place == 0 ? 0 : Int(ends[place - 1]))..<Int(ends[place])]
  }

  /// Hands out the leaves that differ: in the order of `new`, then what is gone in the order of `old`,
  /// as `AttributeDifference` does.
  static func eachDifference(
    _ old: FlatVersion,
    _ new: FlatVersion,
    _ body: (_ path: Int32, _ old: ArraySlice<UInt8>?, _ new: ArraySlice<UInt8>?) -> Void
  ) {
    // Most versions have the same leaves in the same places.
    if old.paths == new.paths {
      if old.bytes == new.bytes, old.ends == new.ends { return }
      for place in new.paths.indices {
        let (one, two) = (old.value(place), new.value(place))
        if !StoredValue.areEqual(one, two) { body(new.paths[place], one, two) }
      }
      return
    }
    let before = Dictionary(old.paths.enumerated().map { ($1, $0) }) { first, _ in first }
    var seen = Set<Int32>(minimumCapacity: new.paths.count)
    for (place, path) in new.paths.enumerated() {
      seen.insert(path)
      let known = before[path].map { old.value($0) }
      let value = new.value(place)
      if let known, StoredValue.areEqual(known, value) { continue }
      body(path, known, value)
    }
    for (place, path) in old.paths.enumerated() where !seen.contains(path) {
      body(path, old.value(place), nil)
    }
  }

  /// Returns the leaves that differ, as `eachDifference` hands them out.
  static func differences(_ old: FlatVersion, _ new: FlatVersion) -> [Difference] {
    var found: [Difference] = []
    eachDifference(old, new) { path, old, new in
      found.append(
        Difference(attribute: Int(path), old: old.map { Array($0) }, new: new.map { Array($0) })
      )
    }
    return found
  }
}

extension ByteWriter {
  /// Appends the differences of two versions.
  mutating func append(_ differences: [FlatVersion.Difference]) {
    append(differences.count)
    for difference in differences {
      append(
        difference.attribute << 2 | (difference.old == nil ? 1 : 0)
          | (difference.new == nil ? 2 : 0)
      )
      if let old = difference.old { append(old) }
      if let new = difference.new { append(new) }
    }
  }
}

extension ByteReader {
  /// Hands out the differences of two versions without copying their values.
  mutating func eachDifference(
    _ body: (_ attribute: Int, _ old: ArraySlice<UInt8>?, _ new: ArraySlice<UInt8>?) throws -> Void
  ) throws {
    for _ in 0..<max(0, try number()) {
      let head = try number()
      let old = head & 1 == 0 ? try text() : nil
      let new = head & 2 == 0 ? try text() : nil
      try body(head >> 2, old, new)
    }
  }

  /// Reads the differences of two versions.
  mutating func differences() throws(IndexFailure) -> [FlatVersion.Difference] {
    let count = try number()
    var found: [FlatVersion.Difference] = []
    for _ in 0..<max(0, count) {
      let head = try number()
      let old = head & 1 == 0 ? Array(try text()) : nil
      let new = head & 2 == 0 ? Array(try text()) : nil
      found.append(.init(attribute: head >> 2, old: old, new: new))
    }
    return found
  }
}
