import Documents
import JSONSchema
import Testing

@Suite struct CompiledSchemaTests {
  @Test(arguments: [
    ("type: string", "abc", true), ("type: string", "1", false), ("type: integer", "1.0", true),
    ("type: integer", "1.5", false), ("type: [string, 'null']", "~", true),
    ("enum: [a, b]", "a", true), ("enum: [a, b]", "c", false), ("enum: [1, a]", "1.0", true),
    ("const: { a: 1 }", "{ a: 1.0 }", true), ("minimum: 3", "3", true),
    ("exclusiveMinimum: 3", "3", false), ("maximum: 1e3", "1000", true),
    ("maximum: 9223372036854775807", "9223372036854775808", false),
    ("multipleOf: 0.1", "0.3", true),
    ("multipleOf: 0.1", "0.35", false), ("maximum: 5", "1e999999999", false),
    ("minLength: 2", "ä", false), ("maxLength: 1", "😀", true), ("pattern: '^a'", "ba", false),
    ("required: [a]", "{ b: 1 }", false),
    ("properties: { a: { type: string } }", "{ a: 1 }", false),
    ("additionalProperties: { type: integer }", "{ x: a }", false),
    ("properties: { a: true }\nadditionalProperties: false", "{ a: 1 }", true),
    ("properties: { a: true }\nadditionalProperties: false", "{ b: 1 }", false),
    ("patternProperties: { '^x': { type: integer } }", "{ xa: a }", false),
    ("items: { type: integer }", "[1, a]", false),
    ("prefixItems: [{ type: integer }]", "[a]", false),
    ("prefixItems: [true]\nitems: false", "[1, 2]", false),
    ("uniqueItems: true", "[1, 1.0]", false),
    ("contains: { const: 1 }", "[2, 1]", true),
    ("contains: { const: 1 }\nmaxContains: 1", "[1, 1]", false),
    ("minItems: 1", "[]", false), ("maxProperties: 1", "{ a: 1, b: 2 }", false),
    ("propertyNames: { pattern: '^[a-z]+$' }", "{ A: 1 }", false),
    ("dependentRequired: { a: [b] }", "{ a: 1 }", false),
    ("dependentSchemas: { a: { required: [b] } }", "{ a: 1, b: 1 }", true),
    ("anyOf: [{ type: string }, { type: integer }]", "1", true),
    ("oneOf: [{ type: integer }, { minimum: 2 }]", "3", false),
    ("not: { type: string }", "a", false),
    ("if: { type: integer }\nthen: { minimum: 3 }\nelse: { type: string }", "2", false),
    ("if: { type: integer }\nthen: { minimum: 3 }\nelse: { type: string }", "a", true),
    ("$defs: { a: { type: string } }\n$ref: '#/$defs/a'", "1", false),
    ("properties: { next: { $ref: '#' } }\ntype: object", "{ next: { next: 1 } }", false),
    ("format: date", "2025-02-29", false), ("format: date", "2024-02-29", true),
    ("format: ipv4", "10.0.0.256", false), ("format: ipv6", "fe80::1", true),
    ("format: ipv6", "1::2::3", false), ("format: mac-address", "'00:16:3e:2a:11:01'", true),
    ("format: cidr", "10.0.0.0/33", false), ("format: currency", "EUR", true),
    ("format: country", "XX", false),
    ("format: uuid", "4c4c4544-004e-3410-8038-b5c04f323931", true),
    ("format: email", "a@b@c", false), ("format: hostname", "-a.b", false),
    ("format: date-time", "2026-11-24T09:12:31+01:00", true),
    ("format: uri", "https://x.y/z", true),
    ("format: uri", "no scheme", false),
    ("format: spdx-expression", "MIT OR (Apache-2.0 AND BSD-3-Clause)", true),
    ("format: spdx-expression", "MIT OR", false), ("format: unknown-format", "x", true),
    ("format: duration", "P1Y2M3DT4H", true), ("format: duration", "P", false), ("true", "1", true),
    ("false", "1", false),
  ])
  func judges(_ schema: String, _ document: String, _ answer: Bool) throws {
    #expect(try Schemas.isValid(Schemas.compile(schema), document) == answer)
  }

  @Test(arguments: [
    ("type: text", "there is no type text"), ("pattern: '('", "cannot be used"),
    ("$ref: 'other:x'", "refers to a schema that is not there"),
    ("$ref: '#/$defs/x'", "leads nowhere"),
    ("minimum: a", "expected a number"),
    ("properties: [a]", "expected a map"), ("allOf: []", "expected a list"),
    ("a", "a schema is a map"),
  ])
  func aWrongSchemaIsAnError(_ schema: String, _ part: String) {
    let error = #expect(throws: SchemaCompilationError.self) { try Schemas.compile(schema) }
    #expect(error?.message.contains(part) ?? false, "\(String(describing: error))")
  }

  @Test func otherSchemasAreFoundByAddress() throws {
    let schema = try Schemas.compile(
      "allOf: [{ $ref: 'x:base' }]\nproperties: { b: { $ref: 'x:base#/$defs/n' } }",
      others: ["x:base": "required: [a]\n$defs: { n: { type: integer } }"]
    )
    #expect(try Schemas.isValid(schema, "{ a: 1, b: 2 }"))
    #expect(try !Schemas.isValid(schema, "{ a: 1, b: x }"))
    #expect(try !Schemas.isValid(schema, "{ b: 2 }"))
  }

  @Test(arguments: [
    ("{ a: 1, b: 2 }", true), ("{ a: 1, c: 2 }", false), ("{ m: { x: 1 } }", true),
    ("{ m: { y: 1, x: 1 } }", true), ("{ m: { z: 1 } }", false), ("{ free: { any: 1 } }", true),
    ("{ l: [{ k: 1 }] }", true), ("{ l: [{ q: 1 }] }", false), ("{ o: { deep: { er: 1 } } }", true),
    ("{ plain: { whatever: 1 } }", true),
  ])
  func closingJoinsAllBranches(_ document: String, _ answer: Bool) throws {
    let schema = try Schemas.compile(
      """
      allOf:
        - properties: { a: true, m: { properties: { x: true } } }
      properties:
        b: true
        m: { properties: { y: true } }
        free: { additionalProperties: { type: integer } }
        l: { items: { properties: { k: true } } }
        o: { x-open: true, properties: { p: true } }
        plain: { type: object }
      """,
      options: SchemaOptions(closesObjects: true, openKeyword: "x-open")
    )
    #expect(try Schemas.isValid(schema, document) == answer)
  }

  @Test func findingsNameThePlaceAndTheWayOut() throws {
    let schema = try Schemas.compile(
      "properties: { lifecycle: { enum: [in-use, retired] }, owner: { type: string } }",
      options: SchemaOptions(closesObjects: true)
    )
    let document = try Document.parse(Array("lifecycle: in-sue\nownr: 5\n".utf8))
    let errors = schema.explain(document, at: document.root)
    #expect(
      errors.map(\.message) == [
        "\"in-sue\" is not one of in-use, retired", "there is no attribute ownr",
      ]
    )
    #expect(errors.map(\.suggestion) == ["in-use", "owner"])
    #expect(errors.map { document.line($0.node) } == [1, 2])
    #expect(errors[1].length == 4)
  }

  @Test func theClosestBranchIsTold() throws {
    let schema = try Schemas.compile(
      """
      oneOf:
        - { type: string, pattern: '^[a-z]+/[a-z]+$' }
        - { type: object, required: [to] }
      """
    )
    let text = try Document.parse(Array("UPPER".utf8))
    #expect(schema.explain(text, at: text.root).map(\.keyword) == ["pattern"])
    let map = try Document.parse(Array("{ x: 1 }".utf8))
    #expect(schema.explain(map, at: map.root).map(\.message) == ["to is missing"])
  }
}
