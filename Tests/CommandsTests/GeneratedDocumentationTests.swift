import Commands
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
}
