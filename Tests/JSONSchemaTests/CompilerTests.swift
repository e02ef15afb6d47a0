import Documents
import JSONSchema
import Testing

@Suite struct CompilerTests {
  @Test(arguments: [
    ("type: text", "there is no type text", "/type"),
    ("pattern: '('", "cannot be used", "/pattern"),
    ("$ref: 'other:x'", "refers to a schema that is not there", "/$ref"),
    ("$ref: '#/$defs/x'", "leads nowhere", "/$ref"), ("$ref: '#name'", "leads nowhere", "/$ref"),
    ("minimum: a", "expected a number", "/minimum"),
    ("properties: [a]", "expected a map", "/properties"),
    ("allOf: []", "expected a list", "/allOf"), ("a", "a schema is a map", ""),
    ("items: 5", "a schema is a map", "/items"), ("multipleOf: 0", "above 0", "/multipleOf"),
    ("minLength: -1", "from 0 on", "/minLength"), ("minLength: 1.5", "from 0 on", "/minLength"),
    ("required: [1]", "expected a list of names", "/required"),
    ("uniqueItems: yes", "true or false", "/uniqueItems"),
    ("$schema: 'https://example.net/unknown'", "the dialect", "/$schema"),
    ("allOf: [{ $ref: '#' }]", "without end", ""),
    ("anyOf: [{ not: { $ref: '#/anyOf/0' } }]", "without end", "/anyOf/0"),
    ("properties: { a: { pattern: '\\q' } }", "cannot be used", "/properties/a/pattern"),
  ])
  func aWrongSchemaIsAnError(_ schema: String, _ part: String, _ place: String) {
    let error = #expect(throws: SchemaCompilationError.self) { try Schemas.compile(schema) }
    #expect(error?.message.contains(part) ?? false, "\(String(describing: error))")
    #expect(error?.location.hasSuffix("#\(place)") ?? false, "\(String(describing: error))")
  }

  @Test(arguments: [
    (
      "$defs: { a: { $anchor: x }, b: { $anchor: x } }", "two schemas have the $anchor x",
      "b/$anchor"
    ),
    (
      "$defs: { a: { $anchor: x }, b: { $dynamicAnchor: x } }",
      "two schemas have the $dynamicAnchor x", "b/$dynamicAnchor"
    ),
    (
      "$id: 'http://e.net/r'\n$defs: { a: { $id: x }, b: { $id: 'http://e.net/x' } }",
      "two schemas have the $id http://e.net/x", "b/$id"
    ),
    (
      "$schema: http://json-schema.org/draft-07/schema#\n$defs: {}\n"
        + "definitions: { a: { $id: '#x' }, b: { $id: '#x' } }",
      "two schemas have the $id x", "b/$id"
    ),
  ])
  func aNameThatTwoSchemasBearIsAnError(_ schema: String, _ message: String, _ place: String) {
    let error = #expect(throws: SchemaCompilationError.self) { try Schemas.compile(schema) }
    #expect(error?.message == message)
    #expect(error?.location.hasSuffix(place) ?? false, "\(String(describing: error))")
  }

  @Test(arguments: [
    "$defs: { a: { $id: 'x:a', $anchor: n }, b: { $id: 'x:b', $anchor: n } }",
    "$defs: { a: { $anchor: n, $dynamicAnchor: n }, b: { $anchor: m } }",
    "$anchor: n\nenum: [{ $anchor: n }, { $id: 'x:a' }, { $id: 'x:a' }]",
    "$anchor: n\nproperties: { a: { $ref: '#n' }, b: { $ref: '#/properties/a' } }",
  ])
  func namesThatTellSchemasApart(_ schema: String) throws { _ = try Schemas.compile(schema) }

  @Test func otherSchemasAreFoundByAddress() throws {
    let schema = try Schemas.compile(
      "allOf: [{ $ref: 'x:base' }]\nproperties: { b: { $ref: 'x:base#/$defs/n' } }",
      others: ["x:base": "required: [a]\n$defs: { n: { type: integer } }"]
    )
    #expect(try Schemas.isValid(schema, "{ a: 1, b: 2 }"))
    #expect(try !Schemas.isValid(schema, "{ a: 1, b: x }"))
    #expect(try !Schemas.isValid(schema, "{ b: 2 }"))
  }

  @Test func aRegistryKnowsDocumentsByUriAndId() throws {
    let texts = [
      ("file:///s/server.yaml", "$id: https://example.net/server\n$ref: base#/$defs/x"),
      ("file:///s/base.yaml", "$id: https://example.net/base\n$defs: { x: { type: integer } }"),
    ]
    let documents = try texts.map { (uri: $0.0, document: try Document.parse(Array($0.1.utf8))) }
    let compiler = SchemaCompiler(documents: documents, options: SchemaOptions())
    for uri in [
      "file:///s/server.yaml", "https://example.net/server", "file:///s/base.yaml#/$defs/x",
    ] {
      let schema = try compiler.compile(uri)
      #expect(try Schemas.isValid(schema, "1"))
      #expect(try !Schemas.isValid(schema, "x"))
    }
    #expect(throws: SchemaCompilationError.self) { try compiler.compile("https://example.net/no") }
  }

  @Test func theMetaschemasAreThere() throws {
    for uri in [
      "https://json-schema.org/draft/2020-12/schema", "http://json-schema.org/draft-07/schema#",
    ] {
      let schema = try Schemas.compile("$ref: '\(uri)'")
      #expect(try Schemas.isValid(schema, "{ type: string, properties: { a: { minimum: 1 } } }"))
      #expect(try !Schemas.isValid(schema, "{ properties: { a: { minimum: x } } }"))
      #expect(try !Schemas.isValid(schema, "{ type: text }"))
    }
  }

  @Test func dynamicReferencesFollowTheOutermostScope() throws {
    let tree =
      "$id: t:tree\n$dynamicAnchor: node\ntype: object\nproperties: { data: true, children: { items: { $dynamicRef: '#node' } } }"
    let strict = "$id: t:strict\n$dynamicAnchor: node\n$ref: t:tree\nunevaluatedProperties: false"
    let open = try Schemas.compile("$ref: t:tree", others: ["t:tree": tree])
    let closed = try Schemas.compile(
      "$ref: t:strict",
      others: ["t:tree": tree, "t:strict": strict]
    )
    #expect(try Schemas.isValid(open, "{ children: [{ daat: 1 }] }"))
    #expect(try !Schemas.isValid(closed, "{ children: [{ daat: 1 }] }"))
    #expect(try Schemas.isValid(closed, "{ children: [{ data: 1 }] }"))
  }

  @Test func draft7IsReadWhereTheSchemaSaysSo() throws {
    let schema = try Schemas.compile(
      """
      $schema: http://json-schema.org/draft-07/schema#
      definitions: { s: { type: string } }
      items: [{ $ref: '#/definitions/s', maxLength: 1 }]
      additionalItems: false
      unevaluatedItems: { type: 'null' }
      """
    )
    #expect(try Schemas.isValid(schema, "[long]"))
    #expect(try !Schemas.isValid(schema, "[1]"))
    #expect(try !Schemas.isValid(schema, "[a, b]"))
  }

  @Test func formatsAreAnnotationsUnlessAsked() throws {
    let annotation = try Schemas.compile(
      "format: date",
      options: SchemaOptions(assertFormats: false)
    )
    #expect(try Schemas.isValid(annotation, "never"))
    let own = SchemaFormat(phrase: "an even number of letters") { $0.count % 2 == 0 }
    let custom = try Schemas.compile("format: even", options: SchemaOptions(formats: ["even": own]))
    #expect(try Schemas.isValid(custom, "ab"))
    #expect(
      try Schemas.errors(custom, "abc").map(\.message)
        == ["expected an even number of letters, found \"abc\""]
    )
  }

  @Test func equalLookingNamesAreDifferentNames() throws {
    let schema = try Schemas.compile(
      "properties: { \"\u{E9}\": { type: integer } }\nadditionalProperties: false"
    )
    #expect(try Schemas.isValid(schema, "{ \"\u{E9}\": 1 }"))
    #expect(try !Schemas.isValid(schema, "{ \"e\u{301}\": 1 }"))
  }

  @Test func namesOfEveryLengthAreFound() throws {
    let names = (0...40).map { String(repeating: "n", count: $0) + "x" }
    let properties = names.map { "\"\($0)\": { type: integer }" }.joined(separator: ", ")
    let schema = try Schemas.compile("properties: { \(properties) }\nadditionalProperties: false")
    for name in names {
      #expect(try Schemas.isValid(schema, "{ \(name): 1 }"))
      #expect(try !Schemas.isValid(schema, "{ \(name): x }"))
      #expect(try !Schemas.isValid(schema, "{ n\(name.dropLast())y: 1 }"))
    }
  }

  @Test func manyPatternsAndNamesWork() throws {
    let patterns = (0..<80).map { "'^p\($0)_': { const: \($0) }" }.joined(separator: ", ")
    let schema = try Schemas.compile(
      "patternProperties: { \(patterns) }\nadditionalProperties: false"
    )
    #expect(try Schemas.isValid(schema, "{ p3_a: 3, p79_b: 79 }"))
    #expect(try !Schemas.isValid(schema, "{ p79_b: 78 }"))
    #expect(try !Schemas.isValid(schema, "{ p80_b: 80 }"))
  }

  @Test func manyChildrenAreTracked() throws {
    let schema = try Schemas.compile(
      "anyOf: [{ patternProperties: { '^a': true } }, { properties: { b: true } }]\nunevaluatedProperties: false"
    )
    let names = (0..<500).map { "a\($0): 1" }.joined(separator: ", ")
    #expect(try Schemas.isValid(schema, "{ \(names), b: 1 }"))
    #expect(try !Schemas.isValid(schema, "{ \(names), c: 1 }"))
  }
}
