public import Documents

/// The merge of two edits of one record, attribute by attribute.
///
/// Every leaf is merged by itself: what one side changed is taken, what both changed alike is taken
/// once, what both changed differently is a conflict. Items of keyed lists are merged item by item,
/// so two sides may add to one list, and sets merge as sets; a plain list is one leaf, and so is a
/// keyed one with items that cannot be told apart. The sides can be exchanged: both ways the same
/// attributes are disputed, and where none is, the same values come out.
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
  /// With `wholeRecord`, two different edits of the record conflict in every attribute in which the
  /// sides differ (`x-merge: record`). Of an attribute that is `undecided` the sides had no common
  /// value, so that any difference is a conflict.
  public init(
    base: Value?,
    ours: Value,
    theirs: Value,
    keys: ListKeys,
    wholeRecord: Bool = false,
    undecided: Set<AttributePath> = []
  ) {
    let leaves = MergeLeaves(
      base: base,
      ours: ours,
      theirs: theirs,
      keys: keys,
      keepsAll: wholeRecord || !undecided.isEmpty
    )
    let contested = leaves.contestedPlaces()
    let disputesAll = wholeRecord && leaves.weChanged && leaves.theyChanged
    var edits = EditList(leaves)
    var conflicts: [Conflict] = []
    var editsForTheirs = EditList(leaves)
    for path in leaves.order {
      let (our, their) = (leaves.ours[path], leaves.theirs[path])
      if our == their { continue }
      let isUndecided = undecided.contains(path)
      let old = isUndecided ? nil : leaves.base[path]
      let isDisputed =
        disputesAll || isUndecided || (our != old && their != old)
        || contested.contains { path.hasPrefix($0) }
      if isDisputed {
        conflicts.append(Conflict(attribute: path, base: old, ours: our, theirs: their))
        editsForTheirs.add(path, their)
      } else if their != old {
        edits.add(path, their)
      }
    }
    self.edits = edits.inOrder
    self.conflicts = conflicts
    self.editsForTheirs = editsForTheirs.inOrder
  }

  /// Edits of our record towards theirs.
  private struct EditList {
    private let leaves: MergeLeaves
    private var sets: [DocumentEdit] = []
    private var removals: [AttributePath] = []

    init(_ leaves: MergeLeaves) { self.leaves = leaves }

    mutating func add(_ path: AttributePath, _ value: Value?) {
      guard let value else {
        // An empty map that was filled is still there.
        let isFilled =
          leaves.ours[path]?.isEmptyContainer == true
          && leaves.theirs.keys.contains { $0.hasPrefix(path) }
        if !isFilled { removals.append(path) }
        return
      }
      // A map that one side emptied keeps what the other puts in.
      if value.isEmptyContainer, leaves.weFilled(path) { return }
      sets.append(.set(path, value))
    }

    /// Additions first: an item that loses its old attributes before it gains the new ones would be
    /// gone in between. But a value that gives way to a map or list is emptied before that is filled.
    /// Within removals the deeper ones come first.
    var inOrder: [DocumentEdit] {
      var emptied: [DocumentEdit] = []
      var removed: [AttributePath] = []
      for place in removals {
        let isInTheWay = leaves.ours[place].map { !$0.isScalarItem(at: place) } ?? false
        let below = sets.first { $0.path != place && $0.path.hasPrefix(place) }
        guard isInTheWay, let below else {
          removed.append(place)
          continue
        }
        if case .item = below.path.segments[place.segments.count] {
          emptied.append(.set(place, .list([])))
        } else {
          emptied.append(.set(place, .map([:])))
        }
      }
      let deepestFirst = removed.enumerated().sorted {
        ($1.element.segments.count, $0.offset) < ($0.element.segments.count, $1.offset)
      }
      return emptied + sets + deepestFirst.map { .remove($0.element) }
    }
  }
}
