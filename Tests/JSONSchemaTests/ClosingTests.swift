import Documents
import JSONSchema
import Testing

/// The mode in which every object that schemas describe is closed.
@Suite struct ClosingTests {
  static let options = SchemaOptions(closesObjects: true, openKeyword: "x-open")

  static let composed = """
    allOf:
      - $ref: '#/$defs/base'
      - properties: { m: { properties: { y: true } } }
    if: { properties: { kind: { const: disk } }, required: [kind] }
    then: { properties: { size: true, cost: { required: [currency] } } }
    else: { properties: { speed: true } }
    properties:
      kind: { type: string }
      free: { additionalProperties: { type: integer } }
      labels: { patternProperties: { '^l-': true } }
      list: { items: { properties: { k: true } } }
      o: { x-open: true, properties: { p: { properties: { q: true } } } }
      plain: { type: object }
      empty: { properties: {} }
      one: { anyOf: [{ type: string }, { type: object, properties: { to: true }, required: [to] }] }
    $defs:
      base:
        properties:
          id: true
          cost: { properties: { amount: true, currency: true } }
          m: { properties: { x: true } }
    """

  @Test(arguments: [
    ("{ id: 1 }", true), ("{ id: 1, ib: 2 }", false), ("{ m: { x: 1, y: 2 } }", true),
    ("{ m: { x: 1, z: 2 } }", false), ("{ free: { any: 1 } }", true),
    ("{ labels: { l-a: 1 } }", true),
    ("{ labels: { m-a: 1 } }", false), ("{ list: [{ k: 1 }, {}] }", true),
    ("{ list: [{ q: 1 }] }", false),
    ("{ o: { deep: { er: 1 }, p: { z: 1 } } }", true), ("{ plain: { whatever: 1 } }", true),
    ("{ empty: { whatever: 1 } }", true), ("{ one: text }", true), ("{ one: { to: 1 } }", true),
    ("{ one: { to: 1, too: 2 } }", false), ("{ kind: disk, size: 1 }", true),
    ("{ kind: disk, speed: 1 }", false), ("{ kind: fan, speed: 1 }", true),
    ("{ kind: fan, size: 1 }", false),
    ("{ kind: disk, cost: { amount: 1, currency: EUR } }", true),
    ("{ kind: disk, cost: { amount: 1, currency: EUR, curency: EUR } }", false),
  ])
  func everyObjectIsClosedOverAllThatDescribesIt(_ text: String, _ answer: Bool) throws {
    let schema = try Schemas.compile(Self.composed, options: Self.options)
    #expect(try Schemas.isValid(schema, text) == answer)
  }

  @Test func theNearestKnownNameIsNamed() throws {
    let schema = try Schemas.compile(Self.composed, options: Self.options)
    let errors = try Schemas.errors(schema, "{ id: 1, cost: { amuont: 1 }, knd: x }")
    #expect(errors.map(\.message) == ["there is no attribute amuont", "there is no attribute knd"])
    #expect(errors.map(\.suggestion) == ["amount", "kind"])
    #expect(errors.map(\.instanceLocation) == ["/cost/amuont", "/knd"])
  }

  @Test func slipsWithinAFailedAlternativeAreToldAsWell() throws {
    let schema = try Schemas.compile(Self.composed, options: Self.options)
    let errors = try Schemas.errors(schema, "{ one: { too: 1 } }")
    #expect(errors.map(\.message) == ["to is missing", "there is no attribute too"])
    #expect(errors.map(\.suggestion) == [nil, "to"])
  }

  @Test func aNameOfAnotherBranchSaysSo() throws {
    let schema = try Schemas.compile(Self.composed, options: Self.options)
    let errors = try Schemas.errors(schema, "{ kind: fan, size: 1 }")
    #expect(
      errors.map(\.message) == ["the attribute size may not stand here beside the other values"]
    )
  }

  @Test func referencesToOneselfAreClosedAtEveryDepth() throws {
    let text = "properties: { next: { $ref: '#' }, value: true }"
    let schema = try Schemas.compile(text, options: Self.options)
    #expect(try Schemas.isValid(schema, "{ next: { next: { value: 1 } } }"))
    #expect(try !Schemas.isValid(schema, "{ next: { next: { valve: 1 } } }"))
  }

  @Test func withoutTheModeNothingIsClosed() throws {
    let schema = try Schemas.compile(Self.composed, options: SchemaOptions())
    #expect(try Schemas.isValid(schema, "{ ib: 2, m: { z: 1 } }"))
  }

  @Test func unevaluatedPropertiesDescribe() throws {
    let text = "properties: { a: true }\nunevaluatedProperties: { properties: { b: true } }"
    let schema = try Schemas.compile(text, options: Self.options)
    #expect(try Schemas.isValid(schema, "{ a: { x: 1 }, other: { b: 1 } }"))
    #expect(try !Schemas.isValid(schema, "{ other: { c: 1 } }"))
  }

  @Test(arguments: [
    // Schemas that only patterns lead to are closed together.
    (
      "patternProperties: { 'b|c': { patternProperties: { 'd$': true } } }\nadditionalProperties: { properties: { x: true } }",
      "{ b: { x: 1 } }", false
    ),
    (
      "patternProperties: { b: { properties: { x: true } }, c: { properties: { y: true } } }",
      "{ bc: { x: 1, y: 2 } }", true
    ),
    // What depends on the value is tracked and closed.
    (
      "additionalProperties: { properties: { x: true } }\nanyOf: [{ properties: { a: true } }, true]\nunevaluatedProperties: false",
      "{ q: { z: 1 } }", false
    ),
    // An item that `contains` takes is described by it.
    (
      "prefixItems: [true, { properties: { a: true } }]\ncontains: { properties: { x: true } }",
      "[{ a: 1 }]", false
    ),
    ("contains: { properties: { x: true } }", "[{ x: 1 }]", true),
  ])
  func schemasThatMeetAreClosedTogether(_ schema: String, _ text: String, _ answer: Bool) throws {
    #expect(try Schemas.isValid(Schemas.compile(schema, options: Self.options), text) == answer)
  }

  @Test func requiredAloneDoesNotDescribe() throws {
    let schema = try Schemas.compile(
      "required: [b]\nproperties: { a: true }",
      options: Self.options
    )
    #expect(try !Schemas.isValid(schema, "{ a: 1, b: 1 }"))
  }
}
