import JSONSchema
import Testing

/// Numbers are compared exactly, whatever their size and spelling.
@Suite struct NumberTests {
  @Test(arguments: [
    ("const: 1", "1.0", true), ("const: 9223372036854775808", "9223372036854775809", false),
    ("const: 9223372036854775808", "9.223372036854775808e18", true), ("enum: [0.1]", "1e-1", true),
    ("multipleOf: 0.1", "0.3", true), ("multipleOf: 0.01", "4.35", true),
    ("multipleOf: 0.1", "0.35", false),
    ("multipleOf: 3", "1e400", false), ("multipleOf: 2", "1e400", true),
    ("type: integer", "1e400", true),
    ("type: integer", "1.5", false), ("type: integer", "150e-1", true),
    ("type: integer", "155e-1", false),
    ("maximum: 5", "1e999999999", false), ("minimum: -1e999999999", "0", true),
    ("maximum: 9007199254740992", "9007199254740993", false),
    ("exclusiveMinimum: 0", "1e-400", true),
    ("exclusiveMinimum: 0", "-0.0", false), ("minimum: 0", "-0", true),
    ("uniqueItems: true", "[1, 1.0]", false),
    ("uniqueItems: true", "[1, true, '1', [1], { a: 1 }]", true), ("const: 0x1F", "31", true),
    ("minimum: 10", "9", false), ("minimum: 10", "+10", true), ("maximum: -10", "-11", true),
    ("multipleOf: 7", "49", true), ("multipleOf: 7", "-50", false),
    ("maximum: 99999999999999999999", "100000000000000000000", false),
  ])
  func comparesExactly(_ schema: String, _ text: String, _ answer: Bool) throws {
    #expect(try Schemas.isValid(Schemas.compile(schema), text) == answer)
  }
}
