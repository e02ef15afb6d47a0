public import Documents

/// Compiles schemas of JSON Schema 2020-12 into programs that judge many documents.
///
/// Other schemas are found by address through `resolve` alone; nothing is ever fetched. A keyword
/// that would change the verdict and is not supported is an error on the schema, never passed over.
public struct SchemaCompiler {
  private static let unsupported: Set<String> = [
    "unevaluatedProperties", "unevaluatedItems", "$dynamicRef", "$recursiveRef", "dependencies",
    "additionalItems",
  ]

  private let options: SchemaOptions
  private let resolve: (String) -> Document?
  private var steps: [SchemaStep] = []
  private var known: [String: Int] = [:]

  /// Creates a compiler that finds other schemas through `resolve`.
  public init(options: SchemaOptions = SchemaOptions(), resolve: @escaping (String) -> Document?) {
    self.options = options
    self.resolve = resolve
  }

  /// Compiles a schema that is known by `address`.
  public static func compile(
    _ document: Document,
    address: String,
    options: SchemaOptions = SchemaOptions(),
    resolve: @escaping (String) -> Document?
  ) throws(SchemaCompilationError) -> CompiledSchema {
    var compiler = SchemaCompiler(options: options, resolve: resolve)
    let root = try compiler.compile(
      Place(document: document, node: document.root, address: address, pointer: "")
    )
    var shapes: ShapeTable?
    if options.closesObjects { shapes = ShapeTable(steps: compiler.steps, root: root) }
    return CompiledSchema(steps: compiler.steps, root: root, shapes: shapes)
  }

  /// A schema in a document.
  private struct Place {
    let document: Document
    let node: NodeIndex
    let address: String
    let pointer: String

    var location: String { "\(address)#\(pointer)" }

    func below(_ node: NodeIndex, _ names: String...) -> Place {
      let escaped = names.map { $0.replacing("~", with: "~0").replacing("/", with: "~1") }
      return Place(
        document: document,
        node: node,
        address: address,
        pointer: pointer + escaped.map { "/\($0)" }.joined()
      )
    }

    func value() -> Value { document.value(node) }

    func error(_ message: String) -> SchemaCompilationError {
      SchemaCompilationError(location: location, message: message)
    }
  }

  private mutating func compile(_ place: Place) throws(SchemaCompilationError) -> Int {
    if let index = known[place.location] { return index }
    let index = steps.count
    known[place.location] = index
    steps.append(SchemaStep(location: place.location))
    switch place.document.kind(place.node) {
    case .true: steps[index].verdict = true
    case .false: steps[index].verdict = false
    case .map:
      var step = SchemaStep(location: place.location)
      try compileKeywords(of: place, into: &step)
      step.demands.sort { $0.cost < $1.cost }
      steps[index] = step
    default: throw place.error("a schema is a map, true or false")
    }
    return index
  }

  private mutating func compileKeywords(of place: Place, into step: inout SchemaStep)
    throws(SchemaCompilationError)
  {
    let document = place.document
    var entries: [String: Place] = [:]
    for (key, value) in document.entries(of: place.node) {
      let name = document.text(key)
      if Self.unsupported.contains(name) {
        throw place.error("the keyword \(name) is not supported")
      }
      entries[name] = place.below(value, name)
      if name == options.openKeyword, document.kind(value) == .true { step.isOpen = true }
    }
    for (name, entry) in entries.sorted(by: { $0.key < $1.key }) {
      if let demand = try simpleDemand(name, entry) {
        step.demands.append(demand)
      } else if let demand = try structuralDemand(name, entry, entries) {
        step.demands.append(demand)
      }
    }
    if let table = try propertyTable(entries) { step.demands.append(.properties(table)) }
    if let condition = entries["if"] {
      step.demands.append(
        .condition(
          try compile(condition),
          then: try optional(entries["then"]),
          otherwise: try optional(entries["else"])
        )
      )
    }
  }

  private mutating func optional(_ place: Place?) throws(SchemaCompilationError) -> Int? {
    guard let place else { return nil }
    return try compile(place)
  }

  /// The keywords that hold values.
  private func simpleDemand(_ name: String, _ place: Place) throws(SchemaCompilationError)
    -> Demand?
  {
    switch name {
    case "type": return .types(try types(place))
    case "const": return .values([place.value()])
    case "enum": return try enumeration(place)
    case "minimum": return .minimum(try number(place), isExclusive: false)
    case "exclusiveMinimum": return .minimum(try number(place), isExclusive: true)
    case "maximum": return .maximum(try number(place), isExclusive: false)
    case "exclusiveMaximum": return .maximum(try number(place), isExclusive: true)
    case "multipleOf": return .multipleOf(try number(place))
    case "minLength": return .minLength(try count(place))
    case "maxLength": return .maxLength(try count(place))
    case "minItems": return .minItems(try count(place))
    case "maxItems": return .maxItems(try count(place))
    case "minProperties": return .minProperties(try count(place))
    case "maxProperties": return .maxProperties(try count(place))
    case "uniqueItems": return place.value() == true ? .uniqueItems : nil
    case "required": return .required(try texts(place))
    case "pattern": return .pattern(try pattern(place))
    case "format":
      guard options.assertFormats, let format = place.value().stringValue.flatMap(Format.init)
      else {
        return nil
      }
      return .format(format)
    case "dependentRequired":
      var table: [String: [String]] = [:]
      for (key, value) in place.document.entries(of: place.node) {
        let name = place.document.text(key)
        table[name] = try texts(place.below(value, name))
      }
      return .dependentRequired(table)
    default: return nil
    }
  }

  /// The keywords that hold schemas.
  private mutating func structuralDemand(
    _ name: String,
    _ place: Place,
    _ entries: [String: Place]
  ) throws(SchemaCompilationError) -> Demand? {
    switch name {
    case "$ref": return .reference(try compile(try target(of: place)))
    case "allOf": return .allOf(try list(place))
    case "anyOf": return .anyOf(try list(place))
    case "oneOf": return .oneOf(try list(place))
    case "not": return .not(try compile(place))
    case "prefixItems": return .prefixItems(try list(place))
    case "items":
      let prefix = entries["prefixItems"].map { $0.document.count($0.node) } ?? 0
      return .items(try compile(place), from: prefix)
    case "contains":
      var minimum = 1
      if let place = entries["minContains"] { minimum = try count(place) }
      var maximum: Int?
      if let place = entries["maxContains"] { maximum = try count(place) }
      return .contains(try compile(place), minimum: minimum, maximum: maximum)
    case "propertyNames": return .propertyNames(try compile(place))
    case "dependentSchemas": return .dependentSchemas(try map(place))
    default: return nil
    }
  }

  private mutating func propertyTable(_ entries: [String: Place]) throws(SchemaCompilationError)
    -> PropertyTable?
  {
    let places = ["properties", "patternProperties", "additionalProperties"]
    guard places.contains(where: { entries[$0] != nil }) else { return nil }
    var table = PropertyTable()
    if let place = entries["properties"] { table.names = try map(place) }
    if let place = entries["patternProperties"] {
      for (key, value) in place.document.entries(of: place.node) {
        let source = place.document.text(key)
        let below = place.below(value, source)
        table.patterns.append((try pattern(source, below), try compile(below)))
      }
    }
    table.additional = try optional(entries["additionalProperties"])
    return table
  }

  private func target(of place: Place) throws(SchemaCompilationError) -> Place {
    guard let text = place.value().stringValue else { throw place.error("$ref is a text") }
    let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let address = String(parts[0])
    let pointer = parts.count > 1 ? String(parts[1]) : ""
    guard pointer.isEmpty || pointer.hasPrefix("/") else {
      throw place.error("$ref \(text) names an anchor, which is not supported")
    }
    var document = place.document
    if !address.isEmpty {
      guard let other = resolve(address) else {
        throw place.error("$ref \(text) refers to a schema that is not there")
      }
      document = other
    }
    var target = Place(
      document: document,
      node: document.root,
      address: address.isEmpty ? place.address : address,
      pointer: ""
    )
    for part in pointer.split(separator: "/") {
      let name = String(part.replacing("~1", with: "/").replacing("~0", with: "~"))
      guard let next = step(target, name) else {
        throw place.error("$ref \(text) leads nowhere")
      }
      target = next
    }
    return target
  }

  private func step(_ place: Place, _ name: String) -> Place? {
    switch place.document.kind(place.node) {
    case .map: return place.document.child(place.node, named: name).map { place.below($0, name) }
    case .list:
      let items = place.document.items(of: place.node)
      guard let index = Int(name), items.indices.contains(index) else { return nil }
      return place.below(items[index], name)
    default: return nil
    }
  }

  private mutating func list(_ place: Place) throws(SchemaCompilationError) -> [Int] {
    guard place.document.kind(place.node) == .list, place.document.count(place.node) > 0 else {
      throw place.error("expected a list of schemas")
    }
    var indices: [Int] = []
    for (offset, node) in place.document.items(of: place.node).enumerated() {
      indices.append(try compile(place.below(node, String(offset))))
    }
    return indices
  }

  private mutating func map(_ place: Place) throws(SchemaCompilationError) -> [String: Int] {
    guard place.document.kind(place.node) == .map else {
      throw place.error("expected a map of schemas")
    }
    var table: [String: Int] = [:]
    for (key, value) in place.document.entries(of: place.node) {
      let name = place.document.text(key)
      table[name] = try compile(place.below(value, name))
    }
    return table
  }

  private func types(_ place: Place) throws(SchemaCompilationError) -> TypeSet {
    let value = place.value()
    let names = value.stringValue.map { [$0] } ?? value.listValue?.compactMap(\.stringValue) ?? []
    var types: TypeSet = []
    for name in names {
      guard let type = TypeSet(name: name) else { throw place.error("there is no type \(name)") }
      types.insert(type)
    }
    if types.isEmpty { throw place.error("type names no type") }
    return types
  }

  private func enumeration(_ place: Place) throws(SchemaCompilationError) -> Demand {
    guard let values = place.value().listValue else { throw place.error("enum is a list") }
    let words = values.compactMap(\.stringValue)
    return words.count == values.count ? .words(Set(words), all: words) : .values(values)
  }

  private func number(_ place: Place) throws(SchemaCompilationError) -> Number {
    guard let number = place.value().numberValue else { throw place.error("expected a number") }
    return number
  }

  private func count(_ place: Place) throws(SchemaCompilationError) -> Int {
    guard let count = try number(place).intValue, count >= 0 else {
      throw place.error("expected a whole number from 0 on")
    }
    return count
  }

  private func texts(_ place: Place) throws(SchemaCompilationError) -> [String] {
    guard let values = place.value().listValue else {
      throw place.error("expected a list of names")
    }
    return values.compactMap(\.stringValue)
  }

  private func pattern(_ place: Place) throws(SchemaCompilationError) -> Pattern {
    guard let source = place.value().stringValue else { throw place.error("pattern is a text") }
    return try pattern(source, place)
  }

  private func pattern(_ source: String, _ place: Place) throws(SchemaCompilationError) -> Pattern {
    do throws(PatternError) {
      return try Pattern(source)
    } catch {
      throw place.error("the pattern \(source) cannot be used: \(error.message)")
    }
  }
}

extension Demand {
  /// What judging the demand costs, roughly: cheap ones go first.
  fileprivate var cost: Int {
    switch self {
    case .types, .minItems, .maxItems, .minProperties, .maxProperties: 0
    case .required, .words, .minLength, .maxLength: 1
    case .values, .minimum, .maximum, .multipleOf, .format: 2
    case .pattern: 3
    default: 4
    }
  }
}
