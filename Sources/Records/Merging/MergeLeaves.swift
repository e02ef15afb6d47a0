internal import Documents

/// The leaves of the three states of a record that is merged, as far as the sides differ.
struct MergeLeaves {
  let base: [AttributePath: Value]
  let ours: [AttributePath: Value]
  let theirs: [AttributePath: Value]
  /// Every attribute of the three: in the order of our text, then what only theirs has, then what is
  /// gone from both.
  let order: [AttributePath]

  /// Whether our record has other leaves than the one that both started from.
  var weChanged: Bool { ours != base }
  /// Whether their record has other leaves than the one that both started from.
  var theyChanged: Bool { theirs != base }

  /// Takes the leaves. Without `keepsAll` those below names that only we changed, or that are alike on
  /// both sides, are left out: nothing is to be done there.
  init(base: Value?, ours: Value, theirs: Value, keys: ListKeys, keepsAll: Bool) {
    let states = [base ?? .map([:]), ours, theirs]
    let maps = states.map { $0.mapValue ?? [:] }
    let isWanted = { (name: String) -> Bool in
      keepsAll || (maps[1][name] != maps[2][name] && maps[2][name] != maps[0][name])
    }
    let wanted = maps.map { map in
      Value.map(ValueMap(map.lazy.filter { isWanted($0.key) }.map { ($0.key, $0.value) }))
    }
    let lists = wanted.map { value in
      // An empty record has no attributes, though its map is a leaf.
      value.leaves(keys: keys).filter { !$0.path.isEmpty }
    }
    let blurred = Self.blurredLists(lists)
    let clear = zip(wanted, lists).map { value, leaves in
      blurred.isEmpty ? leaves : Self.joined(leaves, at: blurred, of: value, keys)
    }
    let tables = clear.map { leaves in
      Dictionary(leaves.map { ($0.path, $0.value) }) { first, _ in first }
    }
    (self.base, self.ours, self.theirs) = (tables[0], tables[1], tables[2])
    var seen: Set<AttributePath> = []
    order = (clear[1] + clear[2] + clear[0]).map(\.path).filter { seen.insert($0).inserted }
  }

  /// Whether we put something into the map or list, or changed something in it.
  func weFilled(_ place: AttributePath) -> Bool {
    ours.contains { $0.key != place && $0.key.hasPrefix(place) && base[$0.key] != $0.value }
  }

  // MARK: What cannot be joined

  /// Returns the places at which the sides did what cannot be joined: one removed an item that the
  /// other edited, or one put a value where the other put a map.
  ///
  /// A map or list is no thing of its own: what it loses and gains is merged name by name.
  func contestedPlaces() -> Set<AttributePath> {
    contestedPlaces(ours, against: theirs).union(contestedPlaces(theirs, against: ours))
  }

  private func contestedPlaces(
    _ one: [AttributePath: Value],
    against other: [AttributePath: Value]
  ) -> Set<AttributePath> {
    var written: Set<AttributePath> = []
    for (path, value) in other where base[path] != value {
      written.formUnion(path.places)
    }
    if written.isEmpty { return [] }
    var contested: Set<AttributePath> = []
    for (path, value) in one where base[path] != value {
      let yields = value.isEmptyContainer || value.isScalarItem(at: path)
      if !yields, other[path] == nil, written.contains(path) { contested.insert(path) }
    }
    let gone = base.keys.filter { one[$0] == nil }
    if gone.isEmpty { return contested }
    var standing: Set<AttributePath> = []
    for path in one.keys { standing.formUnion(path.places) }
    for path in gone {
      for place in path.places {
        guard case .item? = place.last, !standing.contains(place), written.contains(place) else {
          continue
        }
        contested.insert(place)
      }
    }
    return contested
  }

  // MARK: Lists whose items cannot be told apart

  /// The lists in which an item has no key, or the key of another: a name by place means another item
  /// once one is added or removed.
  private static func blurredLists(_ lists: [[Leaf]]) -> Set<AttributePath> {
    var found: Set<AttributePath> = []
    for leaf in lists.joined() {
      let depth = leaf.path.segments.firstIndex { segment in
        guard case .item(let key) = segment else { return false }
        return key.position != nil || key.occurrence ?? 1 > 1
      }
      if let depth { found.insert(AttributePath(Array(leaf.path.segments.prefix(depth)))) }
    }
    return found
  }

  /// The leaves with each of the lists as one leaf.
  private static func joined(
    _ leaves: [Leaf],
    at lists: Set<AttributePath>,
    of value: Value,
    _ keys: ListKeys
  ) -> [Leaf] {
    var seen: Set<AttributePath> = []
    return leaves.compactMap { leaf in
      guard let list = leaf.path.places.first(where: lists.contains),
        let whole = value.value(at: list, keys: keys)
      else { return leaf }
      return seen.insert(list).inserted ? Leaf(path: list, value: whole) : nil
    }
  }
}

extension AttributePath {
  /// What contains the attribute, outermost first, and the attribute itself.
  fileprivate var places: [AttributePath] {
    segments.indices.map { AttributePath(Array(segments[...$0])) }
  }
}

extension Value {
  /// Whether it is a map or list without anything in it.
  var isEmptyContainer: Bool { self == .map([:]) || self == .list([]) }

  /// Whether the leaf only says that an item is there, so that others may stand below it.
  func isScalarItem(at place: AttributePath) -> Bool {
    guard case .item? = place.last else { return false }
    switch self {
    case .string, .number, .bool: return true
    case .null, .list, .map: return false
    }
  }
}
