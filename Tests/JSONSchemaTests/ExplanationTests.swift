import Documents
import JSONSchema
import Testing

@Suite struct ExplanationTests {
  @Test(arguments: [
    ("type: string", "5", "expected text, found 5"),
    ("type: [integer, 'null']", "x", "expected null or a whole number, found \"x\""),
    ("enum: [in-use, retired]", "in-sue", "\"in-sue\" is not one of in-use, retired"),
    ("const: 1", "2", "2 is not 1"), ("minimum: 3", "2", "expected at least 3, found 2"),
    ("exclusiveMaximum: 1.5", "1.5", "expected less than 1.5, found 1.5"),
    ("multipleOf: 0.1", "0.35", "expected a multiple of 0.1, found 0.35"),
    ("minLength: 1", "''", "expected at least 1 character, found none"),
    ("maxLength: 2", "abc", "expected at most 2 characters, found 3"),
    ("pattern: '^a'", "b", "\"b\" does not match ^a"),
    ("format: ipv4", "10.0.0", "expected an IPv4 address, found \"10.0.0\""),
    ("minItems: 2", "[1]", "expected at least 2 items, found 1"),
    ("uniqueItems: true", "[a, b, a]", "\"a\" stands twice in the list"),
    ("required: [id]", "{}", "id is missing"),
    ("additionalProperties: false", "{ x: 1 }", "there is no attribute x"),
    (
      "propertyNames: { pattern: '^[a-z]$' }", "{ A: 1 }",
      "\"A\" may be no name here: \"A\" does not match ^[a-z]$"
    ),
    ("dependentRequired: { a: [b] }", "{ a: 1 }", "a needs b, which is missing"),
    ("maxProperties: 0", "{ a: 1 }", "expected at most 0 names, found 1"),
    ("not: { type: string }", "x", "\"x\" may not stand here"),
    (
      "contains: { const: 1 }", "[2]",
      "expected at least 1 item of the kind that must be there, found none"
    ),
    (
      "oneOf: [{ type: integer }, { minimum: 1 }]", "2",
      "2 fits alternatives 1 and 2 at once, but must fit exactly one"
    ),
    ("anyOf: [{ type: string }, { type: array }]", "5", "expected text or a list, found 5"),
    ("false", "5", "5 may not stand here"),
    ("properties: { a: false }", "{ a: 1 }", "1 may not stand here"),
    (
      "properties: { a: true }\nunevaluatedProperties: false", "{ aa: 1 }",
      "there is no attribute aa"
    ),
  ])
  func messagesSayWhatWasExpectedAndFound(_ schema: String, _ text: String, _ message: String)
    throws
  {
    #expect(try Schemas.errors(Schemas.compile(schema), text).map(\.message) == [message])
  }

  @Test func placesAreThoseOfTheStandard() throws {
    let schema = try Schemas.compile(
      """
      $id: https://example.net/root
      properties: { "a/b": { $ref: '#/$defs/n' } }
      $defs: { n: { type: integer } }
      """
    )
    let error = try #require(try Schemas.errors(schema, "{ 'a/b': x }").first)
    #expect(error.instanceLocation == "/a~1b")
    #expect(error.schemaLocation == "https://example.net/root#/$defs/n/type")
    #expect(error.keywordLocation == "/properties/a~1b/$ref/type")
    #expect(error.keyword == "type")
    #expect(error.expected == "a whole number" && error.found == "\"x\"")
  }

  @Test func theSchemasDescriptionIsAHint() throws {
    let schema = try Schemas.compile("description: |\n  Two\n  words.\npattern: '^a'")
    #expect(try Schemas.errors(schema, "b").map(\.hint) == ["Two words."])
  }

  @Test func findingsNameThePlaceAndTheWayOut() throws {
    let schema = try Schemas.compile(
      "properties: { lifecycle: { enum: [in-use, retired] }, owner: { type: string } }",
      options: SchemaOptions(closesObjects: true)
    )
    let document = try Document.parse(Array("lifecycle: in-sue\nownr: 5\n".utf8))
    let errors = schema.explain(document, at: document.root)
    #expect(errors.map(\.suggestion) == ["in-use", "owner"])
    #expect(errors.map { document.line($0.node) } == [1, 2])
    #expect(errors[1].length == 4)
  }

  @Test func theOnlyPossibleAlternativeSpeaksForItself() throws {
    let schema = try Schemas.compile(
      """
      oneOf:
        - { type: string, pattern: '^[a-z]+/[a-z]+$' }
        - { type: object, required: [to] }
      """
    )
    #expect(try Schemas.errors(schema, "UPPER").map(\.keyword) == ["pattern"])
    #expect(try Schemas.errors(schema, "{ x: 1 }").map(\.message) == ["to is missing"])
  }

  @Test func theClosestAlternativeIsNamed() throws {
    let schema = try Schemas.compile(
      """
      anyOf:
        - title: Disk
          properties: { kind: { const: disk }, size: { type: integer } }
          required: [kind, size]
        - properties: { kind: { const: fan }, speed: { type: integer } }
          required: [kind]
      """
    )
    let error = try #require(try Schemas.errors(schema, "{ kind: disk, size: big }").first)
    #expect(error.keyword == "anyOf")
    #expect(
      error.message
        == "a map fits none of 2 alternatives; the closest is alternative 1 (Disk): expected a whole number, found \"big\""
    )
    #expect(error.nested.map(\.instanceLocation) == ["/size"])
    #expect(error.leaves.map(\.message) == ["expected a whole number, found \"big\""])
  }

  @Test func whatAFailedBranchWouldEvaluateIsNoObjection() throws {
    let schema = try Schemas.compile(
      "allOf: [{ properties: { a: { type: integer } } }]\nunevaluatedProperties: false"
    )
    #expect(try Schemas.errors(schema, "{ a: x }").map(\.keyword) == ["type"])
    #expect(try Schemas.errors(schema, "{ a: x, b: 1 }").count == 2)
  }

  @Test func valuesWithinADocumentAreJudgedByThemselves() throws {
    let schema = try Schemas.compile("properties: { n: { type: integer } }")
    let document = try Document.parse(Array("[{ n: 1 }, { n: x }]".utf8))
    let items = document.items(of: document.root)
    #expect(schema.isValid(document, at: items[0]))
    #expect(!schema.isValid(document, at: items[1]))
    #expect(schema.explain(document, at: items[1]).map(\.instanceLocation) == ["/n"])
  }

  @Test func flagIsTheVerdictAlone() throws {
    let schema = try Schemas.compile("type: integer")
    let document = try Document.parse(Array("x".utf8))
    #expect(schema.output(.flag, of: document, at: document.root) == ["valid": false])
  }
}
