internal import Documents

extension SchemaReader {
  /// Reads the keywords of a schema.
  mutating func read(_ schema: SchemaText) throws(SchemaCompilationError) -> [SchemaGraph.Entry] {
    var entries: [SchemaGraph.Entry] = []
    for (keyword, key) in schema.keywords {
      try read(keyword, key, schema, into: &entries)
    }
    for key in schema.annotations { entries.append(SchemaGraph.Entry(keyword: nil, key: key)) }
    return entries
  }

  private mutating func read(
    _ keyword: Keyword,
    _ key: NodeIndex,
    _ schema: SchemaText,
    into entries: inout [SchemaGraph.Entry]
  ) throws(SchemaCompilationError) {
    var entry = SchemaGraph.Entry(keyword: keyword, key: key)
    let value = schema.value(of: key)
    switch keyword {
    case .type: entry.first = Int32(try types(key, schema).rawValue)
    case .const: entry.first = self.value(schema.place(value))
    case .enum:
      let values = try list(key, schema).map { schema.place($0) }
      entry.first = Int32(graph.values.count)
      entry.second = Int32(values.count)
      for place in values { _ = self.value(place) }
    case .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum:
      entry.first = self.number(try number(key, schema))
    case .multipleOf:
      let divisor = try number(key, schema)
      guard divisor > .zero else { throw schema.error(key, "multipleOf is a number above 0") }
      entry.first = self.number(divisor)
    case .minLength, .maxLength, .minItems, .maxItems, .minProperties, .maxProperties:
      entry.first = try count(key, schema)
    case .uniqueItems:
      switch schema.document.kind(value) {
      case .true: break
      case .false: return
      default: throw schema.error(key, "uniqueItems is true or false")
      }
    case .required:
      let range = names(try texts(key, value, schema))
      (entry.first, entry.second) = (Int32(range.lowerBound), Int32(range.count))
    case .pattern: entry.first = try pattern(key, value, schema)
    case .format:
      guard try readFormat(&entry, schema) else {
        entries.append(SchemaGraph.Entry(keyword: nil, key: key))
        return
      }
    case .dependentRequired:
      var members: [SchemaGraph.Member] = []
      for (name, list) in try map(key, schema) {
        let needed = nameRange(try texts(key, list, schema))
        members.append(SchemaGraph.Member(label: self.name(name), target: needed))
      }
      set(&entry, members)
    case .dependencies: return try readDependencies(key, schema, into: &entries)
    default:
      guard try readApplicator(&entry, schema) else { return }
    }
    entries.append(entry)
  }

  /// Reads `format`; false where it is an annotation.
  private mutating func readFormat(_ entry: inout SchemaGraph.Entry, _ schema: SchemaText)
    throws(SchemaCompilationError) -> Bool
  {
    let value = schema.value(of: entry.key)
    guard schema.document.kind(value) == .string else {
      throw schema.error(entry.key, "format is the name of a format")
    }
    let isAsserted =
      options.assertFormats || schema.resource.dialect.vocabularies.contains(.formatAssertion)
    guard isAsserted, let format = format(schema.document.text(value)) else { return false }
    entry.first = format
    return true
  }

  func set(_ entry: inout SchemaGraph.Entry, range: Range<Int32>) {
    entry.first = range.lowerBound
    entry.second = Int32(range.count)
  }

  mutating func set(_ entry: inout SchemaGraph.Entry, _ members: [SchemaGraph.Member]) {
    set(&entry, range: self.members(members))
  }

  // MARK: Values

  private func types(_ key: NodeIndex, _ schema: SchemaText) throws(SchemaCompilationError)
    -> TypeSet
  {
    let value = schema.value(of: key)
    let document = schema.document
    let names = document.kind(value) == .list ? document.items(of: value) : [value]
    var types: TypeSet = []
    for name in names {
      guard document.kind(name) == .string, let type = TypeSet(name: document.text(name)) else {
        let text = document.kind(name) == .string ? document.text(name) : "of that kind"
        throw schema.error(key, "there is no type \(text)")
      }
      types.formUnion(type)
    }
    if types.isEmpty { throw schema.error(key, "type names no type") }
    return types
  }

  private func list(_ key: NodeIndex, _ schema: SchemaText) throws(SchemaCompilationError)
    -> [NodeIndex]
  {
    let value = schema.value(of: key)
    guard schema.document.kind(value) == .list else {
      throw schema.error(key, "expected a list")
    }
    return schema.document.items(of: value)
  }

  func map(_ key: NodeIndex, _ schema: SchemaText) throws(SchemaCompilationError)
    -> [(name: String, value: NodeIndex)]
  {
    let value = schema.value(of: key)
    guard schema.document.kind(value) == .map else { throw schema.error(key, "expected a map") }
    return schema.document.entries(of: value).map { (schema.document.text($0.key), $0.value) }
  }

  private func number(_ key: NodeIndex, _ schema: SchemaText) throws(SchemaCompilationError)
    -> ExactDecimal
  {
    let value = schema.value(of: key)
    switch schema.document.kind(value) {
    case .integer, .decimal:
      if let number = schema.document.withText(value, { ExactDecimal($0) }) { return number }
    default: break
    }
    throw schema.error(key, "expected a number")
  }

  func count(_ key: NodeIndex, _ schema: SchemaText) throws(SchemaCompilationError) -> Int32 {
    let number = try number(key, schema)
    guard number.isInteger, number >= .zero else {
      throw schema.error(key, "expected a whole number from 0 on")
    }
    // No text, list or map can have more than that.
    return Int32(clamping: number.intValue ?? .max)
  }

  func texts(_ key: NodeIndex, _ value: NodeIndex, _ schema: SchemaText)
    throws(SchemaCompilationError) -> [String]
  {
    let document = schema.document
    guard document.kind(value) == .list,
      document.items(of: value).allSatisfy({ document.kind($0) == .string })
    else { throw schema.error(key, "expected a list of names") }
    return document.items(of: value).map { document.text($0) }
  }

  mutating func pattern(_ key: NodeIndex, _ value: NodeIndex, _ schema: SchemaText)
    throws(SchemaCompilationError) -> Int32
  {
    guard schema.document.kind(value) == .string else {
      throw schema.error(key, "pattern is a text")
    }
    return try pattern(schema.document.text(value), key, schema)
  }

  mutating func pattern(_ source: String, _ key: NodeIndex, _ schema: SchemaText)
    throws(SchemaCompilationError) -> Int32
  {
    do throws(PatternError) {
      return try pattern(source)
    } catch {
      throw schema.error(key, "the pattern \(source) cannot be used: \(error)")
    }
  }
}
