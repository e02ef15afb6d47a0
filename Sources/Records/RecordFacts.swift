public import Documents

/// What rules about several records need to know of one, taken from its text in one pass without
/// building values: the fast half of validation.
public struct RecordFacts: Sendable {
  /// The owner, where one is named, and then every reference, the owner among them, in the order of
  /// the text.
  public private(set) var targets = PackedTexts()
  /// Whether the first of the targets is the owner.
  public private(set) var hasOwner = false
  /// What must be unique, with the attribute and the classes among which it must, as hashes: equal
  /// where these are equal, and by chance elsewhere.
  public private(set) var identifiers: [Int] = []
  /// Whether the text says the record's name, every reference is to a class that may stand there, no
  /// relation that has one target names several, no two items of a keyed list have one key, and no set
  /// says a word twice. Where it is not, one of these may all the same hold.
  public private(set) var isOrderly = true

  /// Takes the facts out of a record's text by the plan of its class.
  public init(_ document: Document, by plan: borrowing FactPlan, as reference: Reference) {
    let root = document.root
    isOrderly =
      document.says(root, "id", reference.id)
      && document.says(root, "class", reference.className)
    if let owner = document.child(root, named: "owner" as StaticString) {
      hasOwner = true
      document.withText(owner) { targets.append($0) }
    }
    visit(root, 0, document, plan)
  }

  private mutating func visit(
    _ node: NodeIndex,
    _ place: Int,
    _ document: Document,
    _ plan: borrowing FactPlan
  ) {
    switch document.kind(node) {
    case .map:
      var key = document.firstChild(node)
      for _ in 0..<document.count(node) {
        let value = document.next(key)
        if let below = document.withText(key, { plan.child(of: place, named: $0) }) {
          visit(value, below, document, plan)
        }
        key = document.next(value)
      }
    case .list:
      let known = plan.nodes[place]
      if document.count(node) > 1 {
        if known.isToOne { isOrderly = false }
        if known.key >= 0, plan.keys[known.key].isRepeated(in: node, document) { isOrderly = false }
      }
      guard known.item >= 0 else { return }
      let isShort = known.key >= 0 && plan.keys[known.key].scalarForm
      var item = document.firstChild(node)
      for _ in 0..<document.count(node) {
        visit(item, known.item, document, plan)
        // An item with a target says the same as the target alone.
        if isShort, document.kind(item) == .map, let first = plan.keys[known.key].properties.first,
          let target = document.child(item, named: first)
        {
          note(plan.nodes[known.item], target, document, plan)
        }
        item = document.next(item)
      }
    case .null: break
    default: note(plan.nodes[place], node, document, plan)
    }
  }

  private mutating func note(
    _ place: FactPlan.Node,
    _ node: NodeIndex,
    _ document: Document,
    _ plan: borrowing FactPlan
  ) {
    if place.reference >= 0, document.kind(node) == .string {
      document.withText(node) { text in
        targets.append(text)
        if !plan.references[place.reference].allows(text) { isOrderly = false }
      }
    }
    if place.identifier >= 0,
      let hash = document.withText(node, { plan.identifiers[place.identifier].hash(of: $0) }),
      !identifiers.contains(hash)
    {
      identifiers.append(hash)
    }
  }
}

extension Document {
  /// Whether the entry of a map is a scalar of exactly this text.
  fileprivate func says(_ map: NodeIndex, _ name: StaticString, _ text: String) -> Bool {
    guard let node = child(map, named: name) else { return false }
    var text = text
    return withText(node) { written in text.withUTF8 { $0.elementsEqual(written) } }
  }
}
