internal import Documents

/// Goes along a path through the schemas of classes as a query goes along it through records, and
/// keeps in mind how far it came.
struct SchemaWalk {
  /// How far a path may lead away from the record that it starts at.
  enum Reach {
    /// Into items of lists that it does not name, and through references.
    case records
    /// To what stands in the record itself, every item named.
    case record
  }

  private struct Entry: Hashable {
    var className: String
    var depth: Int
  }

  private let segments: [AttributePath.Segment]
  private let catalogue: ClassCatalogue
  private let reach: Reach
  private var entered: Set<Entry> = []
  /// The first segment, counted from 0, that no class went along.
  private(set) var depth = 0
  /// The names that would have led on there.
  private(set) var knownNames: Set<String> = []

  init(_ path: AttributePath, _ reach: Reach, in catalogue: ClassCatalogue) {
    segments = path.segments
    self.reach = reach
    self.catalogue = catalogue
  }

  /// Whether a record of one of the classes can have something at the end of the path.
  mutating func leads(through classNames: [String], from depth: Int = 0) -> Bool {
    for name in classNames where entered.insert(Entry(className: name, depth: depth)).inserted {
      guard let table = catalogue.recordClass(name)?.attributes else { continue }
      if leads(along: depth, from: .top, in: table, references: nil) { return true }
    }
    return false
  }

  private mutating func leads(
    along depth: Int,
    from position: AttributeTable.Position,
    in table: AttributeTable,
    references inherited: [String]?,
    isItem: Bool = false
  ) -> Bool {
    guard depth < segments.count else { return true }
    if table.isOpen(at: position) { return true }
    let references = table.description(at: position)?.referencedClasses ?? inherited
    let items = table.position(ofItemsBelow: position)
    switch segments[depth] {
    case .item:
      note([], at: depth)
      guard let items else { return table.mayHold("array", at: position) }
      return leads(along: depth + 1, from: items, in: table, references: references, isItem: true)
    case .name(let name):
      note(table.names(below: position), at: depth)
      if let next = table.position(below: position, named: name) {
        // The target that an item names is what the list refers to.
        let isTarget = isItem && name == "to"
        let own = isTarget ? references : nil
        if leads(along: depth + 1, from: next, in: table, references: own) { return true }
      }
      if table.mayHold("object", at: position) { return true }
      guard reach == .records else { return false }
      if let items,
        leads(along: depth, from: items, in: table, references: references, isItem: true)
      {
        return true
      }
      guard let references else { return false }
      return leads(through: references.isEmpty ? catalogue.classNames : references, from: depth)
    }
  }

  private mutating func note(_ names: [String], at depth: Int) {
    if depth > self.depth {
      self.depth = depth
      knownNames = []
    }
    if depth == self.depth { knownNames.formUnion(names) }
  }
}

extension AttributeTable {
  /// Whether a value of that JSON type may stand at a place without the schema saying what is in it.
  fileprivate func mayHold(_ type: String, at position: Position) -> Bool {
    guard !isDescribed(below: position) else { return false }
    guard let description = description(at: position) else { return true }
    guard description.types.isEmpty else { return description.types.contains(type) }
    return description.referencedClasses == nil && description.allowedValues.isEmpty
      && description.format == nil && !description.hasPattern
  }
}
