import JSONSchema
import Testing

/// Every keyword says yes and says no, by both paths.
@Suite struct KeywordTests {
  /// A keyword, a schema in which the verdict is its own, a value that it allows, and one that it
  /// does not.
  typealias Case = (keyword: String, schema: String, valid: String, invalid: String)

  static let newest: [Case] = [
    ("$id", "$ref: 'x:a'\n$defs: { a: { $id: 'x:a', type: integer } }", "1", "a"),
    ("$ref", "$ref: '#/$defs/a'\n$defs: { a: { type: integer } }", "1", "a"),
    ("$anchor", "$ref: '#n'\n$defs: { a: { $anchor: n, type: integer } }", "1", "a"),
    (
      "$dynamicRef", "$dynamicRef: '#n'\n$defs: { a: { $dynamicAnchor: n, type: integer } }", "1",
      "a"
    ),
    (
      "$dynamicAnchor",
      """
      $id: 'x:strict'
      $dynamicAnchor: node
      $ref: 'x:tree'
      unevaluatedProperties: false
      $defs:
        tree:
          $id: 'x:tree'
          $dynamicAnchor: node
          properties: { children: { items: { $dynamicRef: '#node' } } }
      """, "{ children: [{ children: [] }] }", "{ children: [{ other: 1 }] }"
    ),
    ("prefixItems", "prefixItems: [{ type: integer }, { type: string }]", "[1, a, 2]", "[a, a]"),
    ("items", "prefixItems: [true]\nitems: { type: integer }", "[a, 1]", "[a, 1, a]"),
    ("contains", "contains: { const: 1 }", "[2, 1]", "[2]"),
    ("minContains", "contains: { const: 1 }\nminContains: 2", "[1, 2, 1]", "[1, 2]"),
    ("minContains", "contains: { const: 1 }\nminContains: 0\nmaxItems: 1", "[2]", "[2, 2]"),
    ("maxContains", "contains: { const: 1 }\nmaxContains: 1", "[1, 2]", "[1, 1]"),
    ("properties", "properties: { a: { type: integer } }", "{ a: 1, b: x }", "{ a: x }"),
    (
      "patternProperties", "patternProperties: { '^a': { type: integer } }", "{ b: x, ab: 1 }",
      "{ ab: x }"
    ),
    (
      "additionalProperties", "properties: { a: true }\nadditionalProperties: false", "{ a: 1 }",
      "{ a: 1, b: 1 }"
    ),
    ("propertyNames", "propertyNames: { maxLength: 2 }", "{ ab: 1 }", "{ abc: 1 }"),
    ("dependentSchemas", "dependentSchemas: { a: { required: [b] } }", "{ c: 1 }", "{ a: 1 }"),
    ("dependentRequired", "dependentRequired: { a: [b] }", "{ a: 1, b: 1 }", "{ a: 1 }"),
    ("if", "if: { minimum: 10 }\nthen: { multipleOf: 10 }", "20", "21"),
    ("then", "if: { minimum: 10 }\nthen: false", "9", "10"),
    ("else", "if: { minimum: 10 }\nelse: { const: 1 }", "1", "2"),
    ("allOf", "allOf: [{ minimum: 1 }, { maximum: 2 }]", "2", "3"),
    ("anyOf", "anyOf: [{ maximum: 1 }, { minimum: 3 }]", "3", "2"),
    ("oneOf", "oneOf: [{ maximum: 3 }, { minimum: 2 }]", "1", "2"),
    ("not", "not: { type: string }", "1", "a"),
    (
      "unevaluatedItems", "allOf: [{ prefixItems: [true] }]\nunevaluatedItems: false", "[1]",
      "[1, 2]"
    ),
    (
      "unevaluatedItems", "contains: { const: 1 }\nunevaluatedItems: { type: string }", "[a, 1]",
      "[2, 1]"
    ),
    (
      "unevaluatedProperties",
      "anyOf: [{ properties: { a: true }, required: [a] }, true]\nunevaluatedProperties: false",
      "{ a: 1 }", "{ b: 1 }"
    ),
    ("type", "type: [integer, 'null']", "null", "1.5"), ("type", "type: integer", "1.0", "true"),
    ("const", "const: { a: [1] }", "{ a: [1.0] }", "{ a: [2] }"),
    ("enum", "enum: [a, 1, null]", "1", "true"),
    ("multipleOf", "multipleOf: 0.1", "0.3", "0.35"),
    ("minimum", "minimum: 9007199254740993", "9007199254740993", "9007199254740992"),
    ("exclusiveMinimum", "exclusiveMinimum: 1", "1.1", "1"),
    ("maximum", "maximum: 1", "1.0", "1.1"),
    ("exclusiveMaximum", "exclusiveMaximum: 1", "0.9", "1"),
    ("minLength", "minLength: 2", "'🙂🙂'", "'🙂'"), ("maxLength", "maxLength: 1", "'🙂'", "ab"),
    ("pattern", "pattern: '^a+$'", "aa", "ab"), ("minItems", "minItems: 1", "[1]", "[]"),
    ("maxItems", "maxItems: 1", "[1]", "[1, 2]"),
    ("uniqueItems", "uniqueItems: true", "[1, '1', true]", "[1, 1.0]"),
    ("minProperties", "minProperties: 1", "{ a: 1 }", "{}"),
    ("maxProperties", "maxProperties: 1", "{ a: 1 }", "{ a: 1, b: 1 }"),
    ("required", "required: [a]", "{ a: null }", "{ b: 1 }"),
    ("format", "format: date", "'2024-02-29'", "'2023-02-29'"),
  ]

  static let draft7: [Case] = [
    ("$id", "$ref: '#n'\ndefinitions: { a: { $id: '#n', type: integer } }", "1", "a"),
    (
      "$ref",
      "properties: { a: { $ref: '#/definitions/n', type: string } }\ndefinitions: { n: { type: integer } }",
      "{ a: 1 }", "{ a: x }"
    ),
    ("items", "items: [{ type: integer }]", "[1, a]", "[a]"),
    ("additionalItems", "items: [true]\nadditionalItems: { type: integer }", "[a, 1]", "[a, a]"),
    ("dependencies", "dependencies: { a: [b] }", "{ a: 1, b: 1 }", "{ a: 1 }"),
    ("dependencies", "dependencies: { a: { required: [b] } }", "{ b: 1 }", "{ a: 1 }"),
  ]

  @Test(arguments: newest)
  func aKeywordSaysYesAndNo(_ row: Case) throws { try expectBoth(row, options: SchemaOptions()) }

  @Test(arguments: draft7)
  func aKeywordOfDraft07SaysYesAndNo(_ row: Case) throws {
    try expectBoth(row, options: SchemaOptions(defaultDraft: .draft7))
  }

  private func expectBoth(_ row: Case, options: SchemaOptions) throws {
    let schema = try Schemas.compile(row.schema, options: options)
    #expect(try Schemas.isValid(schema, row.valid), "\(row.keyword) refuses \(row.valid)")
    #expect(try !Schemas.isValid(schema, row.invalid), "\(row.keyword) allows \(row.invalid)")
  }

  /// What a draft does not know, and what only describes, says nothing.
  @Test(arguments: [
    ("prefixItems: [false]", SchemaOptions.Draft.draft7),
    ("dependentRequired: { a: [b] }", .draft7), ("unevaluatedProperties: false", .draft7),
    ("contentEncoding: base64\ncontentMediaType: application/json", .draft2020),
    ("title: A\ndescription: B\ndefault: 1\nexamples: [1]\nreadOnly: true", .draft2020),
    ("then: false", .draft2020), ("else: false", .draft2020), ("minContains: 2", .draft2020),
    ("$comment: '{'\ndeprecated: true", .draft2020),
  ])
  func whatSaysNothing(_ schema: String, _ draft: SchemaOptions.Draft) throws {
    let schema = try Schemas.compile(schema, options: SchemaOptions(defaultDraft: draft))
    for value in ["{ a: 1 }", "[1]", "'%'"] { #expect(try Schemas.isValid(schema, value)) }
  }
}
