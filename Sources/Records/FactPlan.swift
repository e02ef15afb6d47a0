internal import Documents

/// Where in a record of a class the facts stand that rules about several records need: the attributes
/// of the class without all that says nothing of that kind, laid out for walks that compare bytes.
public struct FactPlan: Sendable {
  /// One place, in numbers of the tables below; -1 is none.
  struct Node: Sendable {
    /// The names below.
    var names = 0..<0
    /// The place below every other name.
    var wildcard = -1
    /// The place of the items.
    var item = -1
    /// What a reference here may be to.
    var reference = -1
    /// What must be unique here.
    var identifier = -1
    /// What makes two items of the list the same item.
    var key = -1
    /// Whether a list here may hold one item only.
    var isToOne = false
  }

  /// A name with the place below it; -1 where no fact is, which hides a wildcard all the same.
  private struct Name: Sendable {
    var letters: [UInt8]
    var node: Int
  }

  private(set) var nodes: [Node] = []
  private var names: [Name] = []
  private(set) var references: [ReferenceFact] = []
  private(set) var identifiers: [IdentifierFact] = []
  private(set) var keys: [ItemKeyFact] = []

  /// Lays out the attributes of a class; `family` are the classes among which values must be unique.
  init(_ table: AttributeTable, family: String) {
    nodes.append(Node())
    fill(0, from: .top, table, family)
  }

  /// Returns the place below a name, given as its bytes; nil where no fact is.
  func child(of node: Int, named name: UnsafeBufferPointer<UInt8>) -> Int? {
    for index in nodes[node].names where names[index].letters.count == name.count {
      if names[index].letters.elementsEqual(name) {
        return names[index].node < 0 ? nil : names[index].node
      }
    }
    return nodes[node].wildcard < 0 ? nil : nodes[node].wildcard
  }

  /// Copies what matters of a place and below it; whether anything does.
  @discardableResult
  private mutating func fill(
    _ index: Int,
    from position: AttributeTable.Position,
    _ table: AttributeTable,
    _ family: String
  ) -> Bool {
    var matters = false
    if let description = table.description(at: position) {
      matters = note(description, at: index, family)
    }
    if let below = table.wildcard(below: position), let child = added(below, table, family) {
      nodes[index].wildcard = child
      matters = true
    }
    var found: [Name] = []
    for name in table.names(below: position) {
      guard let below = table.position(below: position, named: name) else { continue }
      let child = added(below, table, family)
      if child != nil || nodes[index].wildcard >= 0 {
        found.append(Name(letters: Array(name.utf8), node: child ?? -1))
      }
      if child != nil { matters = true }
    }
    nodes[index].names = names.count..<names.count + found.count
    names += found
    if let below = table.position(ofItemsBelow: position), let child = added(below, table, family) {
      nodes[index].item = child
      matters = true
    }
    return matters
  }

  private mutating func note(
    _ description: AttributeDescription,
    at index: Int,
    _ family: String
  ) -> Bool {
    if let classes = description.referencedClasses {
      nodes[index].reference = references.count
      references.append(ReferenceFact(allowedClasses: classes))
    }
    if description.uniqueness != nil {
      nodes[index].identifier = identifiers.count
      identifiers.append(IdentifierFact(description, family: family))
    }
    if let key = description.key {
      nodes[index].key = keys.count
      keys.append(ItemKeyFact(key))
    }
    nodes[index].isToOne = description.relation?.isToOne ?? false
    let node = nodes[index]
    return node.reference >= 0 || node.identifier >= 0 || node.key >= 0 || node.isToOne
  }

  private mutating func added(
    _ position: AttributeTable.Position,
    _ table: AttributeTable,
    _ family: String
  ) -> Int? {
    let index = nodes.count
    nodes.append(Node())
    if fill(index, from: position, table, family) { return index }
    // What does not matter has left nothing in the other tables.
    nodes.removeSubrange(index...)
    return nil
  }
}
