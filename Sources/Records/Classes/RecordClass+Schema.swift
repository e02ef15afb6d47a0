internal import Documents

extension RecordClass {
  /// Creates a class from its parsed schemas, the program's first, and what they describe.
  init(
    name: String,
    documents: [Document],
    attributes table: AttributeTable,
    baseNames: [String],
    lifecycle machine: (String) -> Lifecycle?
  ) {
    var attributes = table
    let listKeys = Self.completeKeys(&attributes)
    let said: (String) -> Value? = { keyword in
      documents.reversed().lazy.compactMap { $0.value(named: keyword) }.first
    }
    let ownMachine = attributes[AttributePath().appending(name: "lifecycle")]?.lifecycle
      .flatMap(machine)
    let family = said("x-family")?.stringValue
    let all = attributes.all
    self.init(
      name: name,
      title: said("title")?.stringValue ?? name,
      text: said("description")?.stringValue ?? "",
      family: family,
      identity: (said("x-identity")?.listValue ?? []).map { set in
        Self.paths(set).map { Self.pattern(of: $0, in: attributes) }
      },
      recommended: said("x-recommended").map { Self.paths($0) } ?? [],
      mergesByRecord: said("x-merge")?.stringValue == "record",
      lifecycle: ownMachine,
      initialStates: (ownMachine ?? machine("logical"))?.initial ?? [],
      examples: said("examples")?.listValue ?? [],
      attributes: attributes,
      uniqueAttributes: all.compactMap { description in
        description.uniqueness.map { (description.pattern, $0) }
      },
      acyclicAttributes: all.filter(\.isAcyclic),
      factPlan: FactPlan(attributes, family: family ?? name),
      listKeys: ListKeys(listKeys),
      keyOrder: Self.order(of: attributes, all, baseNames: baseNames)
    )
  }

  /// The pattern that a path of names means: `interfaces.mac` is `interfaces[].mac`.
  private static func pattern(of path: AttributePath, in table: AttributeTable) -> AttributePath {
    var pattern = AttributePath()
    var position: AttributeTable.Position? = .top
    for segment in path.segments {
      guard case .name(let name) = segment else { return path }
      if let place = position, let items = table.position(ofItemsBelow: place) {
        pattern = pattern.appending(item: ItemKey(parts: []))
        position = items
      }
      pattern = pattern.appending(name: name)
      position = position.flatMap { table.position(below: $0, named: name) }
    }
    return pattern
  }

  private static func paths(_ value: Value) -> [AttributePath] {
    (value.texts ?? []).compactMap { try? AttributePath(parsing: $0) }
  }

  /// Collects the keys of lists, and finds out which admit a bare word for an item: where the item
  /// may be a string although it is keyed by a property.
  private static func completeKeys(_ attributes: inout AttributeTable) -> [String: ListKey] {
    var keys: [String: ListKey] = [:]
    for description in attributes.all {
      guard var key = description.key else { continue }
      let item = description.pattern.appending(item: ItemKey(parts: []))
      let itemDescription = attributes[item]
      key.scalarForm =
        key.properties.count == 1 && (itemDescription?.types.contains("string") ?? false)
      keys[description.pattern.description] = key
      attributes.update(description.pattern) { $0.key = key }
      if let classes = description.referencedClasses, itemDescription?.referencedClasses == nil {
        attributes.update(item) { $0.referencedClasses = classes }
      }
    }
    return keys
  }

  /// Names in schema order; at the top, scalars before structures, what every class has around what
  /// is the class's own: a record reads from its identity through its own facts to its relations.
  private static func order(
    of attributes: AttributeTable,
    _ all: [AttributeDescription],
    baseNames: [String]
  ) -> KeyOrder {
    var names: [String: [String]] = [:]
    for description in all {
      let below = attributes.names(below: description.pattern)
      if !below.isEmpty { names[description.pattern.description] = below }
    }
    let base = Set(baseNames)
    let top = attributes.names(below: AttributePath())
    let isStructure: (String) -> Bool = { name in
      let types = attributes[AttributePath().appending(name: name)]?.types ?? []
      return types.contains("object") || types.contains("array")
    }
    let known = baseNames.filter { top.contains($0) }
    let own = top.filter { !base.contains($0) }
    names[""] =
      known.filter { !isStructure($0) } + own.filter { !isStructure($0) }
      + own.filter(isStructure) + known.filter(isStructure)
    return KeyOrder(names)
  }
}
