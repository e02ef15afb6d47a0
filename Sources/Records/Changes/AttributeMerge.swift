public import Documents

/// The merge of two edits of one record, attribute by attribute.
///
/// Every leaf is merged by itself: what one side changed is taken, what both changed alike is taken
/// once, what both changed differently is a conflict. Items of keyed lists are merged item by item,
/// so two sides may add to one list, and sets merge as sets.
public struct AttributeMerge: Sendable, Hashable {
  /// An attribute that both sides changed, each to something else.
  public struct Conflict: Sendable, Hashable {
    /// The attribute.
    public let attribute: AttributePath
    /// The value that both sides started from, or nil.
    public let base: Value?
    /// Our value, or nil where we removed it.
    public let ours: Value?
    /// Their value, or nil where they removed it.
    public let theirs: Value?
  }

  /// What must be done to our record so that it holds their changes too.
  public let edits: [DocumentEdit]
  /// What both sides changed differently, in the order of our text; ours stands.
  public let conflicts: [Conflict]
  /// What must be done, after `edits`, to take their side of every conflict.
  public let editsForTheirs: [DocumentEdit]
}

extension AttributeMerge {
  /// Merges two values that started from `base`; nil is a record that is not there, where both
  /// sides created it.
  ///
  /// With `wholeRecord`, two different edits of the record conflict in every attribute that either
  /// changed (`x-merge: record`).
  public init(
    base: Value?,
    ours: Value,
    theirs: Value,
    keys: ListKeys,
    wholeRecord: Bool = false
  ) {
    let baseLeaves = Self.table(base?.leaves(keys: keys) ?? [])
    let ourList = ours.leaves(keys: keys)
    let ourLeaves = Self.table(ourList)
    let theirList = theirs.leaves(keys: keys)
    let theirLeaves = Self.table(theirList)
    let weChanged = ourLeaves != baseLeaves
    let sides = Sides(base: baseLeaves, ours: ourLeaves, theirs: theirLeaves)

    var edits: [DocumentEdit] = []
    var conflicts: [Conflict] = []
    var editsForTheirs: [DocumentEdit] = []
    var order = theirList.map(\.path).filter { !$0.isEmpty }
    order += baseLeaves.keys.filter { theirLeaves[$0] == nil }.sorted()
    for path in order {
      let (old, our, their) = (baseLeaves[path], ourLeaves[path], theirLeaves[path])
      if their == old || their == our { continue }
      let edit = Self.edit(path, their)
      let disputed = our != old || sides.isContested(path)
      if disputed || (wholeRecord && weChanged) {
        conflicts.append(Conflict(attribute: path, base: old, ours: our, theirs: their))
        editsForTheirs.append(edit)
      } else {
        edits.append(edit)
      }
    }
    let place = Dictionary(
      ourList.enumerated().map { ($1.path, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    self.edits = Self.removalsLast(edits)
    self.conflicts = conflicts.sorted {
      (place[$0.attribute] ?? .max, $0.attribute) < (place[$1.attribute] ?? .max, $1.attribute)
    }
    self.editsForTheirs = Self.removalsLast(editsForTheirs)
  }

  /// The leaves of the three states by path.
  private struct Sides {
    let base: [AttributePath: Value]
    let ours: [AttributePath: Value]
    let theirs: [AttributePath: Value]

    /// Whether the two sides did something to what contains the attribute that cannot be joined: one
    /// removed an item that the other edited, or one put a value where the other put a map. A map is
    /// no thing of its own: what it loses and gains is merged name by name.
    func isContested(_ path: AttributePath) -> Bool {
      for depth in stride(from: path.segments.count, to: 0, by: -1) {
        // A list is no thing of its own: what it loses and gains is merged item by item.
        if depth < path.segments.count, case .item = path.segments[depth] { continue }
        let place = AttributePath(Array(path.segments.prefix(depth)))
        if case .item? = place.segments.last {
          if isRemoved(place, from: ours) && isEdited(place, in: theirs) { return true }
          if isRemoved(place, from: theirs) && isEdited(place, in: ours) { return true }
        }
        if place != path, let value = ours[place], value != base[place],
          !isPresence(value, at: place)
        {
          return true
        }
      }
      guard let value = theirs[path], !isPresence(value, at: path) else { return false }
      return ours.keys.contains { $0 != path && $0.hasPrefix(path) && base[$0] != ours[$0] }
    }

    private func isRemoved(_ place: AttributePath, from side: [AttributePath: Value]) -> Bool {
      base.keys.contains { $0.hasPrefix(place) } && !side.keys.contains { $0.hasPrefix(place) }
    }

    private func isEdited(_ place: AttributePath, in side: [AttributePath: Value]) -> Bool {
      side.contains { $0.key.hasPrefix(place) && base[$0.key] != $0.value }
    }

    /// Whether the leaf only says that an item is there, so that others may stand below it.
    private func isPresence(_ value: Value, at place: AttributePath) -> Bool {
      guard case .item? = place.segments.last else { return false }
      return value.stringValue != nil
    }
  }

  private static func table(_ leaves: [Leaf]) -> [AttributePath: Value] {
    // An empty record has no attributes, though its map is a leaf.
    Dictionary(leaves.filter { !$0.path.isEmpty }.map { ($0.path, $0.value) }) { first, _ in first }
  }

  private static func edit(_ path: AttributePath, _ value: Value?) -> DocumentEdit {
    value.map { .set(path, $0) } ?? .remove(path)
  }

  /// Additions first: an item that loses its old attributes before it gains the new ones would be
  /// gone in between. Within removals the deeper ones come first.
  private static func removalsLast(_ edits: [DocumentEdit]) -> [DocumentEdit] {
    var sets: [DocumentEdit] = []
    var removals: [(depth: Int, edit: DocumentEdit)] = []
    for edit in edits {
      if case .remove(let path) = edit {
        removals.append((path.segments.count, edit))
      } else {
        sets.append(edit)
      }
    }
    return sets + removals.sorted { $0.depth > $1.depth }.map(\.edit)
  }
}
