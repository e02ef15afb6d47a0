internal import Documents

/// The leaves of one version of a record, in the order of the text: paths by their numbers, and where
/// their values are. The numbers are those of the trie that the version was read with, or those of the
/// index.
struct FlatVersion {
  /// One leaf in which two versions differ; values are JSON.
  struct Difference {
    let attribute: Int
    let old: [UInt8]?
    let new: [UInt8]?
  }

  /// The number of each leaf's path.
  var paths: [Int32] = []
  private var document: Document?
  private var nodes: [NodeIndex] = []
  /// The values as JSON, where they are no nodes.
  private var values: [[UInt8]] = []

  /// Creates a version without leaves.
  init() {}

  /// Creates a version whose leaves are nodes of a document.
  init(paths: [Int32], document: Document, nodes: [NodeIndex]) {
    self.paths = paths
    self.document = document
    self.nodes = nodes
  }

  /// Creates a version of values as JSON.
  init(paths: [Int32], values: [[UInt8]]) {
    self.paths = paths
    self.values = values
  }

  /// A value as JSON.
  private func json(_ place: Int) -> [UInt8] {
    guard let document else { return values[place] }
    return document.value(nodes[place]).jsonBytes()
  }

  private static func areEqual(
    _ left: FlatVersion,
    _ one: Int,
    _ right: FlatVersion,
    _ two: Int
  ) -> Bool {
    if let first = left.document, let second = right.document {
      let (node, other) = (left.nodes[one], right.nodes[two])
      let kind = first.kind(node)
      if kind == second.kind(other), kind != .list, kind != .map {
        let isSame = first.withText(node) { text in
          second.withText(other) { $0.count == text.count && text.elementsEqual($0) }
        }
        // The same text is the same value; of numbers alone another text may be.
        if isSame || kind == .string { return isSame }
        if kind != .integer, kind != .decimal { return true }
      }
    }
    return StoredValue.areEqual(left.json(one)[...], right.json(two)[...])
  }

  /// Hands out the leaves that differ: in the order of `new`, then what is gone in the order of `old`,
  /// as `AttributeDifference` does.
  static func eachDifference(
    _ old: FlatVersion,
    _ new: FlatVersion,
    _ body: (_ path: Int32, _ old: [UInt8]?, _ new: [UInt8]?) -> Void
  ) {
    // Most versions have the same leaves in the same places.
    if old.paths == new.paths {
      for place in new.paths.indices where !areEqual(old, place, new, place) {
        body(new.paths[place], old.json(place), new.json(place))
      }
      return
    }
    let before = Dictionary(old.paths.enumerated().map { ($1, $0) }) { first, _ in first }
    var seen = Set<Int32>(minimumCapacity: new.paths.count)
    for (place, path) in new.paths.enumerated() {
      seen.insert(path)
      let known = before[path]
      if let known, areEqual(old, known, new, place) { continue }
      body(path, known.map { old.json($0) }, new.json(place))
    }
    for (place, path) in old.paths.enumerated() where !seen.contains(path) {
      body(path, old.json(place), nil)
    }
  }

  /// Returns the leaves that differ, as `eachDifference` hands them out.
  static func differences(_ old: FlatVersion, _ new: FlatVersion) -> [Difference] {
    var found: [Difference] = []
    eachDifference(old, new) {
      found.append(Difference(attribute: Int($0), old: $1, new: $2))
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
