import TestSupport
import Testing

/// docs/audit-report.md does what it says.
@Suite struct AuditReportPageTests {
  @Test func everyExamplePrintsWhatStandsBelowIt() throws {
    let folder = DemoRepository.copy()
    try ExamplePage(path: "docs/audit-report.md", folder: folder.path).expectExamples(atLeast: 15)
  }
}
