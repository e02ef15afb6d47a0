import Documents
import Foundation
import JSONSchema
import Testing

/// Runs the official test suite. A test that cannot apply is listed with a reason in
/// known-failures.json; one that is listed and passes fails the run.
@Suite(.enabled(if: SuiteFiles.found != nil, "the JSON Schema test suite is not here"))
struct SuiteTests {
  struct KnownFailure: Decodable, Hashable {
    let file: String
    let `case`: String
    let test: String
    let reason: String
  }

  static func knownFailures() throws -> [KnownFailure] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("known-failures.json")
    return try JSONDecoder().decode([KnownFailure].self, from: Data(contentsOf: file))
  }

  @Test(arguments: [
    ("draft2020-12", 1_200), ("draft2020-12/optional", 100), ("draft2020-12/optional/format", 300),
    ("draft7", 800), ("draft7/optional", 50), ("draft7/optional/format", 200),
  ])
  func passes(_ folder: String, _ least: Int) throws {
    let suite = try #require(SuiteFiles.found)
    let remotes = try suite.remotes()
    let options = SchemaOptions(
      assertFormats: folder.hasSuffix("/format"),
      defaultDraft: folder.hasPrefix("draft7") ? .draft7 : .draft2020
    )
    let known = try Self.knownFailures()
    var expected = 0
    var ran = 0
    for file in try suite.files(in: "tests/\(folder)") {
      expected += try suite.count(file)
      for own in try suite.cases(file) {
        let schema = try #require(compile(own, options, remotes))
        for test in own.tests {
          ran += 1
          check(test, of: own, schema, known)
        }
      }
    }
    print("\(folder): \(ran) tests of the JSON Schema test suite")
    #expect(ran == expected)
    #expect(ran >= least)
  }

  private func compile(
    _ own: SuiteFiles.Case,
    _ options: SchemaOptions,
    _ remotes: [String: Document]
  ) -> CompiledSchema? {
    do {
      return try SchemaCompiler.compile(
        Document.parse(Array(own.schema.utf8), as: .json),
        address: "test:case",
        options: options,
        resolve: { remotes[$0] }
      )
    } catch {
      Issue.record("\(own.file): \(own.description): \(error)")
      return nil
    }
  }

  private func check(
    _ test: SuiteFiles.Case.Test,
    of own: SuiteFiles.Case,
    _ schema: CompiledSchema,
    _ known: [KnownFailure]
  ) {
    let name = "\(own.file): \(own.description): \(test.description)"
    let answer = schema.isValid(own.document, at: test.data)
    let errors = schema.explain(own.document, at: test.data)
    #expect(answer == errors.isEmpty, "\(name): \(errors.map(\.message))")
    let isKnown = known.contains {
      $0.file == own.file && $0.case == own.description && $0.test == test.description
    }
    if isKnown {
      #expect(answer != test.isValid, "\(name) is listed as failing, and passes")
    } else {
      #expect(answer == test.isValid, "\(name)")
    }
  }

  @Test func everyKnownFailureHasAReason() throws {
    for failure in try Self.knownFailures() { #expect(failure.reason.count > 10) }
  }
}
