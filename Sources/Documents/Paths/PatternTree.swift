/// A table by pattern of path, as a tree that is walked along with a value, so that no path needs to
/// be built for a question.
///
/// The name `*` in a pattern stands for any name; a literal name goes before it.
struct PatternTree<Payload: Sendable>: Sendable {
  private struct Branch: Sendable {
    var names: [String: Int] = [:]
    var anyName: Int?
    var anyItem: Int?
    var payload: Payload?
  }

  /// A place in the tree: the branches that match the way so far, the most literal first.
  struct Cursor: Sendable {
    fileprivate var branches: [Int]
    /// Whether nothing further down can match.
    var isExhausted: Bool { branches.isEmpty }
  }

  private var branches: [Branch] = [Branch()]

  init(_ table: [String: Payload]) {
    for (pattern, payload) in table {
      // A pattern that is no path can match nothing.
      guard let path = try? AttributePath(parsing: pattern) else { continue }
      insert(payload, at: path)
    }
  }

  private mutating func insert(_ payload: Payload, at pattern: AttributePath) {
    var place = 0
    for segment in pattern.segments {
      let existing: Int?
      switch segment {
      case .name("*"): existing = branches[place].anyName
      case .name(let name): existing = branches[place].names[name]
      case .item: existing = branches[place].anyItem
      }
      if let existing {
        place = existing
        continue
      }
      branches.append(Branch())
      let added = branches.count - 1
      switch segment {
      case .name("*"): branches[place].anyName = added
      case .name(let name): branches[place].names[name] = added
      case .item: branches[place].anyItem = added
      }
      place = added
    }
    branches[place].payload = payload
  }

  /// Whether the table has no entries.
  var isEmpty: Bool { branches.count == 1 && branches[0].payload == nil }

  /// The cursor at the root.
  var root: Cursor { Cursor(branches: [0]) }

  /// Returns the cursor one step further, to an entry.
  func step(_ cursor: Cursor, name: String) -> Cursor {
    var next: [Int] = []
    for branch in cursor.branches {
      if let named = branches[branch].names[name] { next.append(named) }
    }
    for branch in cursor.branches {
      if let any = branches[branch].anyName { next.append(any) }
    }
    return Cursor(branches: next)
  }

  /// Returns the cursor one step further, to any item.
  func stepToItem(_ cursor: Cursor) -> Cursor {
    Cursor(branches: cursor.branches.compactMap { branches[$0].anyItem })
  }

  /// Returns the cursor after a whole path, whose items may be any.
  func cursor(at path: AttributePath) -> Cursor {
    path.segments.reduce(root) { cursor, segment in
      switch segment {
      case .name(let name): step(cursor, name: name)
      case .item: stepToItem(cursor)
      }
    }
  }

  /// What the table says at the cursor, or nil.
  func payload(_ cursor: Cursor) -> Payload? {
    for branch in cursor.branches {
      if let payload = branches[branch].payload { return payload }
    }
    return nil
  }
}
