import TestSupport
import Testing

/// docs/history.md does what it says.
@Suite struct HistoryPageTests {
  @Test func everyExamplePrintsWhatStandsBelowIt() throws {
    let folder = DemoRepository.copy()
    try ExamplePage(path: "docs/history.md", folder: folder.path).expectExamples(atLeast: 8)
  }
}
