/// The leaves of one version of a record, in the order of the text: paths by their numbers, values as
/// JSON one after another.
struct FlatVersion {
  /// One leaf in which two versions differ.
  struct Difference {
    let attribute: Int
    let old: [UInt8]?
    let new: [UInt8]?
  }

  var attributes: [Int32] = []
  var ends: [Int32] = []
  var bytes: [UInt8] = []

  /// What the version takes in memory, roughly.
  var cost: Int { 288 + (attributes.capacity + ends.capacity) * 4 + bytes.capacity }

  private func value(_ place: Int) -> ArraySlice<UInt8> {
    bytes[(place == 0 ? 0 : Int(ends[place - 1]))..<Int(ends[place])]
  }

  /// Returns the leaves that differ: in the order of `new`, then what is gone in the order of `old`,
  /// as `AttributeDifference` does.
  static func differences(_ old: FlatVersion, _ new: FlatVersion) -> [Difference] {
    var found: [Difference] = []
    // Most versions have the same leaves in the same places.
    if old.attributes == new.attributes {
      for place in new.attributes.indices {
        let (one, two) = (old.value(place), new.value(place))
        if one.elementsEqual(two) || StoredValue.areEqual(one, two) { continue }
        let attribute = Int(new.attributes[place])
        found.append(Difference(attribute: attribute, old: Array(one), new: Array(two)))
      }
      return found
    }
    let before = Dictionary(old.attributes.enumerated().map { ($1, $0) }) { first, _ in first }
    var seen = Set<Int32>(minimumCapacity: new.attributes.count)
    for (place, attribute) in new.attributes.enumerated() {
      seen.insert(attribute)
      let known = before[attribute].map { old.value($0) }
      let value = new.value(place)
      if let known, StoredValue.areEqual(known, value) { continue }
      found.append(
        Difference(attribute: Int(attribute), old: known.map { Array($0) }, new: Array(value))
      )
    }
    for (place, attribute) in old.attributes.enumerated() where !seen.contains(attribute) {
      found.append(Difference(attribute: Int(attribute), old: Array(old.value(place)), new: nil))
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
