internal import Documents

extension SchemaReader {
  /// Reads a keyword that applies schemas; false where it says nothing by itself.
  mutating func readApplicator(_ entry: inout SchemaGraph.Entry, _ schema: SchemaText)
    throws(SchemaCompilationError) -> Bool
  {
    guard let keyword = entry.keyword else { return true }
    let key = entry.key
    switch keyword {
    case .reference, .dynamicReference, .recursiveReference:
      entry.first = try reference(keyword, key, schema)
    case .additionalProperties, .propertyNames, .not, .unevaluatedItems, .unevaluatedProperties:
      entry.first = try child(key, schema)
    case .allOf, .anyOf, .oneOf:
      let list = try schemas(key, schema)
      if list.isEmpty { throw schema.error(key, "expected a list of schemas") }
      set(&entry, list)
    case .prefixItems: set(&entry, try schemas(key, schema))
    case .items: try readItems(&entry, schema)
    case .additionalItems:
      // It says something only where `items` is a list.
      guard let items = schema.key(.items),
        schema.document.kind(schema.value(of: items)) == .list
      else { return false }
      entry.keyword = .items
      entry.first = try child(key, schema)
      entry.second = Int32(schema.document.count(schema.value(of: items)))
    case .contains: try readContains(&entry, schema)
    case .properties, .dependentSchemas:
      var members: [SchemaGraph.Member] = []
      for (name, value) in try map(key, schema) {
        let target = try node(at: schema.place(value), scope: schema.scope)
        members.append(SchemaGraph.Member(label: self.name(name), target: target))
      }
      set(&entry, members)
    case .patternProperties:
      var members: [SchemaGraph.Member] = []
      for (source, value) in try map(key, schema) {
        let pattern = try pattern(source, key, schema)
        let target = try node(at: schema.place(value), scope: schema.scope)
        members.append(SchemaGraph.Member(label: pattern, target: target))
      }
      set(&entry, members)
    case .if:
      entry.first = try child(key, schema)
      entry.second = try optionalChild(.then, schema)
      entry.third = try optionalChild(.else, schema)
      if entry.second < 0, entry.third < 0, schema.key(.unevaluatedItems) == nil {
        // Without then and else it still says which properties are evaluated.
        return true
      }
    case .then, .else:
      // They are checked as schemas, but say nothing without `if`.
      if schema.key(.if) == nil { _ = try child(key, schema) }
      return false
    default: return false
    }
    return true
  }

  /// The node of a schema that is a keyword's value.
  private mutating func child(_ key: NodeIndex, _ schema: SchemaText)
    throws(SchemaCompilationError) -> Int32
  {
    try node(at: schema.place(schema.value(of: key)), scope: schema.scope)
  }

  private mutating func optionalChild(_ keyword: Keyword, _ schema: SchemaText)
    throws(SchemaCompilationError) -> Int32
  {
    guard let key = schema.key(keyword) else { return -1 }
    return try child(key, schema)
  }

  private mutating func schemas(_ key: NodeIndex, _ schema: SchemaText)
    throws(SchemaCompilationError) -> [SchemaGraph.Member]
  {
    let value = schema.value(of: key)
    guard schema.document.kind(value) == .list else {
      throw schema.error(key, "expected a list of schemas")
    }
    var members: [SchemaGraph.Member] = []
    for item in schema.document.items(of: value) {
      let target = try node(at: schema.place(item), scope: schema.scope)
      members.append(SchemaGraph.Member(label: -1, target: target))
    }
    return members
  }

  private mutating func readItems(_ entry: inout SchemaGraph.Entry, _ schema: SchemaText)
    throws(SchemaCompilationError)
  {
    let value = schema.value(of: entry.key)
    if schema.document.kind(value) == .list, schema.resource.dialect.draft < .draft2020 {
      // Up to 2019-09 a list said what `prefixItems` says now.
      entry.keyword = .prefixItems
      set(&entry, try schemas(entry.key, schema))
      return
    }
    entry.first = try child(entry.key, schema)
    if let prefix = schema.key(.prefixItems) {
      entry.second = Int32(schema.document.count(schema.value(of: prefix)))
    }
  }

  private mutating func readContains(_ entry: inout SchemaGraph.Entry, _ schema: SchemaText)
    throws(SchemaCompilationError)
  {
    entry.first = try child(entry.key, schema)
    entry.second = 1
    entry.third = -1
    if let key = schema.key(.minContains) { entry.second = try count(key, schema) }
    if let key = schema.key(.maxContains) { entry.third = try count(key, schema) }
  }

  /// Reads `dependencies`, which became two keywords.
  mutating func readDependencies(
    _ key: NodeIndex,
    _ schema: SchemaText,
    into entries: inout [SchemaGraph.Entry]
  ) throws(SchemaCompilationError) {
    var required: [SchemaGraph.Member] = []
    var schemas: [SchemaGraph.Member] = []
    for (name, value) in try map(key, schema) {
      let label = self.name(name)
      if schema.document.kind(value) == .list {
        let needed = nameRange(try texts(key, value, schema))
        required.append(SchemaGraph.Member(label: label, target: needed))
      } else {
        let target = try node(at: schema.place(value), scope: schema.scope)
        schemas.append(SchemaGraph.Member(label: label, target: target))
      }
    }
    var first = SchemaGraph.Entry(keyword: .dependentRequired, key: key)
    set(&first, required)
    var second = SchemaGraph.Entry(keyword: .dependentSchemas, key: key)
    set(&second, schemas)
    entries += [first, second]
  }

  private mutating func reference(_ keyword: Keyword, _ key: NodeIndex, _ schema: SchemaText)
    throws(SchemaCompilationError) -> Int32
  {
    let value = schema.value(of: key)
    guard schema.document.kind(value) == .string else {
      throw schema.error(key, "\(keyword.rawValue) is a text")
    }
    let text = schema.document.text(value)
    let location = schema.error(key, "").location
    var target = try library.target(of: text, base: schema.resource.uri, from: location)
    let resource = library.resources[Int(target.resource)]
    switch keyword {
    case .dynamicReference where resource.dynamicAnchors[target.fragment] != nil:
      target.place = scopePlace(schema.scope, target.fragment) ?? target.place
    case .recursiveReference where resource.dynamicAnchors[SchemaLibrary.recursiveName] != nil:
      target.place = scopePlace(schema.scope, SchemaLibrary.recursiveName) ?? target.place
    default: break
    }
    return try node(at: target.place, scope: schema.scope)
  }
}
