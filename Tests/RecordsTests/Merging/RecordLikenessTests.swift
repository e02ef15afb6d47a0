import Documents
import Records
import Testing

@Suite struct RecordLikenessTests {
  private static let catalogue = ClassCatalogue([
    SchemaFile(
      name: "thing",
      origin: .builtIn,
      source: Array(
        """
        properties:
          serial: { type: string, x-unique: error }
          tags: { type: array, x-key: ., items: { type: string } }
        """.utf8
      )
    )
  ])

  private func likeness(_ text: String) throws -> RecordLikeness {
    let document = try Document.parse(Array(text.utf8))
    return RecordLikeness(
      document.value(document.root),
      of: Self.catalogue.recordClass("thing")
    )
  }

  @Test(arguments: [
    // A value that must be unique decides alone.
    ("{serial: A, size: 1}", "{serial: A, size: 2}", true),
    ("{serial: A, size: 1}", "{serial: B, size: 1}", false),
    ("{serial: A, size: 1}", "{size: 1}", false),
    // Without one, everything but the names does.
    ("{id: a, name: A, class: x, size: 1}", "{id: b, name: B, size: 1}", true),
    ("{size: 1}", "{size: 2}", false),
    ("{size: 1, more: {name: A}}", "{size: 1, more: {name: B}}", false),
    ("{tags: [a, b]}", "{tags: [b, a]}", true),
  ])
  func tellsTheSame(one: String, other: String, isSame: Bool) throws {
    let (one, other) = (try likeness(one), try likeness(other))
    #expect(one.isSame(as: other) == isSame)
    #expect(other.isSame(as: one) == isSame)
  }

  @Test(arguments: [
    ("{a: 1, b: 2}", "{a: 1, b: 3}", true), ("{a: 1}", "{a: 1, b: 2, c: 3}", false),
    ("{name: A}", "{name: A}", false),
  ])
  func tellsWhatResembles(one: String, other: String, resembles: Bool) throws {
    let (one, other) = (try likeness(one), try likeness(other))
    #expect(one.resembles(other) == resembles)
    #expect(other.resembles(one) == resembles)
  }
}
