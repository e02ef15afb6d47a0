internal import Documents

/// Where in a record of a class the facts stand that rules about several records need: the attributes
/// of the class without all that says nothing of that kind, laid out for walks that compare bytes.
struct FactPlan: Sendable {
  /// One place.
  struct Node: Sendable {
    /// What is known of the attribute, where facts are taken from it.
    var description: AttributeDescription?
    /// The attribute's pattern as text.
    var pattern = ""
    /// What makes two items of the list the same item.
    var key: ListKey?
    /// Whether a list here may hold one item only.
    var isToOne = false
    /// The places below, by name.
    var names: [(bytes: [UInt8], node: Int)] = []
    /// The place below every other name.
    var wildcard: Int?
    /// The place of the items.
    var item: Int?
  }

  private(set) var nodes = [Node()]

  init(_ table: AttributeTable) { fill(0, from: .top, table) }

  /// Returns the place below a name, given as its bytes; nil where no fact is.
  func child(of node: Int, named name: UnsafeBufferPointer<UInt8>) -> Int? {
    for entry in nodes[node].names where entry.bytes.count == name.count {
      if entry.bytes.elementsEqual(name) { return entry.node < 0 ? nil : entry.node }
    }
    return nodes[node].wildcard
  }

  /// Copies what matters of a place and below it; whether anything does.
  @discardableResult
  private mutating func fill(
    _ index: Int,
    from position: AttributeTable.Position,
    _ table: AttributeTable
  ) -> Bool {
    var matters = false
    if let description = table.description(at: position) {
      if description.referencedClasses != nil || description.uniqueness != nil {
        nodes[index].description = description
        nodes[index].pattern = description.pattern.description
        matters = true
      }
      nodes[index].key = description.key
      nodes[index].isToOne = description.relation?.isToOne ?? false
      if nodes[index].key != nil || nodes[index].isToOne { matters = true }
    }
    if let below = table.wildcard(below: position), let child = added(below, table) {
      nodes[index].wildcard = child
      matters = true
    }
    for name in table.names(below: position) {
      guard let below = table.position(below: position, named: name) else { continue }
      let child = added(below, table)
      // A name without facts hides the wildcard all the same.
      if child != nil || nodes[index].wildcard != nil {
        nodes[index].names.append((Array(name.utf8), child ?? -1))
      }
      if child != nil { matters = true }
    }
    if let below = table.position(ofItemsBelow: position), let child = added(below, table) {
      nodes[index].item = child
      matters = true
    }
    return matters
  }

  private mutating func added(_ position: AttributeTable.Position, _ table: AttributeTable) -> Int?
  {
    let index = nodes.count
    nodes.append(Node())
    if fill(index, from: position, table) { return index }
    nodes.removeSubrange(index...)
    return nil
  }
}
