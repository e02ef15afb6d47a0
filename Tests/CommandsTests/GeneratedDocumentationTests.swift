import Commands
import Documents
import Records
import SchemaLibrary
import TestSupport
import Testing

/// Pages that are written from the project's own descriptions.
@Suite struct GeneratedDocumentationTests {
  @Test func classes() throws {
    let catalogue = ClassCatalogue(
      SchemaLibrary.files.map { SchemaFile(name: $0.name, origin: .builtIn, source: $0.source) }
    )
    try Golden.expectPage(ClassReference.markdown(catalogue), "docs/classes.md")
  }

  @Test func kinds() throws {
    let connectors = SchemaLibrary.files.filter { $0.name.hasPrefix("connectors/") }.compactMap {
      file in
      (try? Document.parse(file.source)).map { document in
        ConnectorDefinition(
          kind: String(file.name.dropFirst("connectors/".count)),
          file: document.value(document.root)
        )
      }
    }
    #expect(connectors.count >= 29)
    let page = try #require(try Golden.page("docs/sources.md"))
    #expect(page.contains(KindReference.start) && page.contains(KindReference.end))
    try Golden.expectPage(KindReference.page(page, for: connectors), "docs/sources.md")
  }
}
