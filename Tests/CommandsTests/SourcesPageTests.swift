import TestSupport
import Testing

/// docs/sources.md does what it says.
@Suite struct SourcesPageTests {
  @Test func everyExamplePrintsWhatStandsBelowIt() throws {
    let folder = DemoRepository.copy()
    try ExamplePage(path: "docs/sources.md", folder: folder.path).expectExamples(atLeast: 25)
  }
}
