public import Documents

/// What rules about several records need to know of one, taken from its text in one pass without
/// building values: the fast half of validation.
public struct RecordFacts: Sendable {
  /// A text that the schema says is a reference.
  public struct ReferenceFact: Sendable {
    /// The text as it stands.
    public let text: String
    /// The classes that may stand there; empty where any may.
    public let allowedClasses: [String]
  }

  /// A value that must be unique.
  public struct IdentifierFact: Sendable {
    /// The attribute's pattern, as text.
    public let pattern: String
    /// The value as it is compared.
    public let value: String
  }

  /// Every reference, the owner among them, in the order of the text.
  public private(set) var references: [ReferenceFact] = []
  /// Every identifier that must be unique, in the order of the text.
  public private(set) var identifiers: [IdentifierFact] = []
  /// The owner, where one is named.
  public private(set) var owner: String?
  /// The id that the text says.
  public private(set) var id: String?
  /// The class that the text says.
  public private(set) var className: String?
  /// Whether a relation that has one target names several.
  public private(set) var hasTooManyTargets = false

  /// Whether two items of a keyed list have one key, or a set says a word twice.
  public private(set) var hasRepeatedKeys = false

  /// Takes the facts out of a record's text.
  public init(_ document: Document, of recordClass: RecordClass) {
    if document.kind(document.root) == .map { noteNames(document) }
    visit(document.root, 0, document, recordClass.factPlan)
  }

  private mutating func noteNames(_ document: Document) {
    func text(_ name: StaticString) -> String? {
      document.child(document.root, named: name).map(document.text)
    }
    id = text("id")
    className = text("class")
    owner = text("owner")
  }

  private mutating func visit(
    _ node: NodeIndex,
    _ place: Int,
    _ document: Document,
    _ plan: FactPlan
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
        if known.isToOne { hasTooManyTargets = true }
        if let key = known.key { noteKeys(of: node, key, document) }
      }
      guard let below = known.item else { return }
      // An item with a target says the same as the target alone.
      let target = known.key.flatMap { $0.scalarForm ? $0.properties.first : nil }
      var item = document.firstChild(node)
      for _ in 0..<document.count(node) {
        visit(item, below, document, plan)
        if let target, document.kind(item) == .map,
          let child = document.child(item, named: target)
        {
          note(plan.nodes[below], child, document)
        }
        item = document.next(item)
      }
    case .null: break
    default: note(plan.nodes[place], node, document)
    }
  }

  private mutating func noteKeys(of list: NodeIndex, _ key: ListKey, _ document: Document) {
    if hasRepeatedKeys { return }
    var seen: Set<[String]> = []
    for item in document.items(of: list) {
      let parts =
        document.kind(item) == .map
        ? key.properties.map { document.child(item, named: $0).map(document.text) ?? "" }
        : [document.text(item)]
      if !seen.insert(parts).inserted { hasRepeatedKeys = true }
    }
  }

  private mutating func note(_ place: FactPlan.Node, _ node: NodeIndex, _ document: Document) {
    guard let description = place.description else { return }
    if let classes = description.referencedClasses, document.kind(node) == .string {
      references.append(ReferenceFact(text: document.text(node), allowedClasses: classes))
    }
    if description.uniqueness != nil,
      let value = Normalisation.apply(description.normalisation, to: document.text(node))
    {
      identifiers.append(IdentifierFact(pattern: place.pattern, value: value))
    }
  }
}
