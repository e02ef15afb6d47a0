import Documents
import Records
import Testing

@Suite struct RecordRestorationTests {
  static let recordClass = ClassCatalogue([
    SchemaFile(
      name: "thing",
      origin: .builtIn,
      source: Array(
        """
        properties:
          id: { type: string }
          name: { type: string }
          owner: { type: string }
          items:
            type: array
            x-key: name
            items: { type: object, properties: { name: { type: string }, v: { type: integer } } }
        """.utf8
      )
    )
  ]).recordClass("thing")

  func restore(_ present: String, as past: String, only field: String? = nil) throws -> String {
    let text = try RecordRestoration(recordClass: Self.recordClass).text(
      Document.parse(Array(present.utf8)),
      as: Document.parse(Array(past.utf8)),
      only: field.map { try AttributePath(parsing: $0) }
    )
    return String(decoding: text, as: UTF8.self)
  }

  static func leaves(_ text: String) throws -> [AttributePath: Value] {
    let document = try Document.parse(Array(text.utf8))
    let leaves = document.value(document.root).leaves(keys: Self.recordClass?.listKeys ?? .none)
    return Dictionary(uniqueKeysWithValues: leaves.map { ($0.path, $0.value) })
  }

  @Test func onlyWhatDiffersChangesAndCommentsStay() throws {
    let present = """
      # kept above
      id: a      # beside
      name: new  # said later

      owner: 'team/x'

      """
    let past = "id: a\nname: old\nowner: team/x\n"
    #expect(
      try restore(present, as: past)
        == "# kept above\nid: a      # beside\nname: old  # said later\n\nowner: 'team/x'\n"
    )
  }

  @Test func aValueThatWasGoneComesBackWithItsComments() throws {
    let past = """
      id: a
      # who answers
      owner: team/x  # since March
      items:
        - name: one  # the first
          v: 1
        - name: two
          v: 2

      """
    let present = "id: a\n# new\nname: b\nitems:\n  - name: two\n    v: 3\n"
    let text = try restore(present, as: past)
    for comment in ["# who answers", "# since March", "# the first"] {
      #expect(text.contains(comment), "\(comment) is not in \(text)")
    }
    #expect(!text.contains("name: b"))
    #expect(try Self.leaves(text) == Self.leaves(past))
  }

  @Test func oneAttributeAndWhatIsBelowIt() throws {
    let past = "id: a\nname: old\nitems: [{ name: one, v: 1 }, { name: two, v: 2 }]\n"
    let present = "id: a\nname: new\nitems: [{ name: two, v: 9 }, { name: three, v: 3 }]\n"
    #expect(
      try restore(present, as: past, only: "items[two]")
        == "id: a\nname: new\nitems: [{ name: two, v: 2 }, { name: three, v: 3 }]\n"
    )
    #expect(
      try restore(present, as: past, only: "items[three]")
        == "id: a\nname: new\nitems: [{ name: two, v: 9 }]\n"
    )
    #expect(try restore(present, as: past, only: "name").hasPrefix("id: a\nname: old\n"))
    #expect(try restore(present, as: past, only: "owner") == present)
  }

  @Test func theSameIsNoChange() throws {
    let text = "id:   a\nname: 'x'  # odd layout\n"
    #expect(try restore(text, as: "name: x\nid: a\n") == text)
  }
}
