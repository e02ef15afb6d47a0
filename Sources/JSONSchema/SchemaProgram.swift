internal import Documents

/// One schema, compiled: a list of demands. Schemas refer to each other by index.
struct SchemaStep: Sendable {
  /// Where the schema stands: an address with a JSON pointer.
  var location: String
  /// What a schema `true` or `false` says.
  var verdict: Bool?
  /// What it demands, cheap demands first.
  var demands: [Demand] = []
  /// Whether the open keyword stands here.
  var isOpen = false
}

/// One keyword, compiled.
enum Demand: Sendable {
  case types(TypeSet)
  case words(Set<String>, all: [String])
  case values([Value])
  case minimum(Number, isExclusive: Bool)
  case maximum(Number, isExclusive: Bool)
  case multipleOf(Number)
  case minLength(Int)
  case maxLength(Int)
  case pattern(Pattern)
  case format(Format)
  case minItems(Int)
  case maxItems(Int)
  case uniqueItems
  case contains(Int, minimum: Int, maximum: Int?)
  case prefixItems([Int])
  case items(Int, from: Int)
  case required([String])
  case properties(PropertyTable)
  case minProperties(Int)
  case maxProperties(Int)
  case propertyNames(Int)
  case dependentRequired([String: [String]])
  case dependentSchemas([String: Int])
  case allOf([Int])
  case anyOf([Int])
  case oneOf([Int])
  case not(Int)
  case condition(Int, then: Int?, otherwise: Int?)
  case reference(Int)
}

/// What `properties`, `patternProperties` and `additionalProperties` of one schema say together.
struct PropertyTable: Sendable {
  var names: [String: Int] = [:]
  var patterns: [(pattern: Pattern, schema: Int)] = []
  var additional: Int?
}

/// A set of JSON types.
struct TypeSet: OptionSet, Sendable {
  let rawValue: UInt8

  static let null = TypeSet(rawValue: 1)
  static let boolean = TypeSet(rawValue: 2)
  static let integer = TypeSet(rawValue: 4)
  static let number = TypeSet(rawValue: 8)
  static let string = TypeSet(rawValue: 16)
  static let array = TypeSet(rawValue: 32)
  static let object = TypeSet(rawValue: 64)

  private static let names: [(name: String, set: TypeSet)] = [
    ("null", .null), ("boolean", .boolean), ("integer", .integer), ("number", .number),
    ("string", .string), ("array", .array), ("object", .object),
  ]

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Reads the name of a type; nil where there is no such type.
  init?(name: String) {
    guard let found = Self.names.first(where: { $0.name == name }) else { return nil }
    self = found.set
  }

  /// The names, in words for people.
  var phrase: String {
    let words = Self.names.filter { contains($0.set) }.map {
      $0.name == "string" ? "text" : $0.name
    }
    return words.joined(separator: " or ")
  }

  /// Whether a node of that kind is of one of the types; a number like 1.0 is an integer too.
  func accepts(_ node: NodeIndex, in document: Document) -> Bool {
    switch document.kind(node) {
    case .null: contains(.null)
    case .false, .true: contains(.boolean)
    case .integer: contains(.integer) || contains(.number)
    case .decimal:
      contains(.number)
        || (contains(.integer) && (document.value(node).numberValue?.isInteger ?? false))
    case .string: contains(.string)
    case .list: contains(.array)
    case .map: contains(.object)
    }
  }
}
