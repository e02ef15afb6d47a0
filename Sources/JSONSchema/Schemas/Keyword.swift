/// The keywords that mean something to the engine; all others are annotations.
enum Keyword: String, Sendable, CaseIterable {
  case id = "$id"
  case schema = "$schema"
  case reference = "$ref"
  case anchor = "$anchor"
  case dynamicReference = "$dynamicRef"
  case dynamicAnchor = "$dynamicAnchor"
  case recursiveReference = "$recursiveRef"
  case recursiveAnchor = "$recursiveAnchor"
  case vocabulary = "$vocabulary"
  case comment = "$comment"
  case definitions = "$defs"
  case oldDefinitions = "definitions"
  case prefixItems
  case items
  case additionalItems
  case contains
  case minContains
  case maxContains
  case properties
  case patternProperties
  case additionalProperties
  case propertyNames
  case dependentSchemas
  case dependencies
  case `if`
  case then
  case `else`
  case allOf
  case anyOf
  case oneOf
  case not
  case unevaluatedItems
  case unevaluatedProperties
  case type
  case const
  case `enum`
  case multipleOf
  case minimum
  case exclusiveMinimum
  case maximum
  case exclusiveMaximum
  case minLength
  case maxLength
  case pattern
  case minItems
  case maxItems
  case uniqueItems
  case minProperties
  case maxProperties
  case required
  case dependentRequired
  case format

  private static let byName: [String: Keyword] = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) }
  )

  /// The keyword of a name; a table, because schemas ask often.
  static func named(_ name: String) -> Keyword? { byName[name] }

  var vocabulary: Vocabularies {
    switch self {
    case .id, .schema, .reference, .anchor, .dynamicReference, .dynamicAnchor, .recursiveReference,
      .recursiveAnchor, .vocabulary, .comment, .definitions, .oldDefinitions:
      .core
    case .prefixItems, .items, .additionalItems, .contains, .properties, .patternProperties,
      .additionalProperties, .propertyNames, .dependentSchemas, .dependencies, .if, .then, .else,
      .allOf, .anyOf, .oneOf, .not:
      .applicator
    case .unevaluatedItems, .unevaluatedProperties: .unevaluated
    case .format: []
    default: .validation
    }
  }

  /// The drafts that know the keyword.
  var drafts: ClosedRange<Dialect.Draft> {
    switch self {
    case .anchor, .minContains, .maxContains, .dependentSchemas, .dependentRequired,
      .unevaluatedItems, .unevaluatedProperties, .vocabulary:
      .draft2019 ... .draft2020
    case .dynamicReference, .dynamicAnchor, .prefixItems: .draft2020 ... .draft2020
    case .recursiveReference, .recursiveAnchor: .draft2019 ... .draft2019
    case .additionalItems: .draft7 ... .draft2019
    default: .draft7 ... .draft2020
    }
  }

  /// How schemas lie within the keyword's value.
  enum Content {
    case none
    case schema
    case list
    case map
    case schemaOrList
  }

  var content: Content {
    switch self {
    case .additionalItems, .contains, .additionalProperties, .propertyNames, .if, .then, .else,
      .not,
      .unevaluatedItems, .unevaluatedProperties:
      .schema
    case .items: .schemaOrList
    case .prefixItems, .allOf, .anyOf, .oneOf: .list
    case .definitions, .oldDefinitions, .properties, .patternProperties, .dependentSchemas,
      .dependencies:
      .map
    default: .none
    }
  }
}
