import Documents
import JSONSchema
import Testing

/// Short ways to write schemas and documents in tests.
enum Schemas {
  static func compile(
    _ text: String,
    options: SchemaOptions = SchemaOptions(),
    others: [String: String] = [:]
  ) throws -> CompiledSchema {
    try SchemaCompiler.compile(
      Document.parse(Array(text.utf8)),
      address: "test:root",
      options: options,
      resolve: { address in others[address].flatMap { try? Document.parse(Array($0.utf8)) } }
    )
  }

  /// Whether a text is valid; both paths must agree.
  static func isValid(_ schema: CompiledSchema, _ text: String) throws -> Bool {
    let document = try Document.parse(Array(text.utf8))
    let answer = schema.isValid(document, at: document.root)
    let errors = schema.explain(document, at: document.root)
    #expect(answer == errors.isEmpty, "\(text): \(errors.map(\.message))")
    return answer
  }

  static func errors(_ schema: CompiledSchema, _ text: String) throws -> [SchemaError] {
    let document = try Document.parse(Array(text.utf8))
    let errors = schema.explain(document, at: document.root)
    #expect(schema.isValid(document, at: document.root) == errors.isEmpty)
    return errors
  }
}
