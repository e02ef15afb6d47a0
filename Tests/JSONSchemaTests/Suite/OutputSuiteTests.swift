import Documents
import JSONSchema
import Testing

/// The parts of the official test suite about output and annotations; older copies lack them.
@Suite(.enabled(if: SuiteFiles.found != nil, "the JSON Schema test suite is not here"))
struct OutputSuiteTests {
  @Test func basicOutputHasTheStandardsForm() throws {
    let suite = try #require(SuiteFiles.found)
    let files = try suite.files(in: "output-tests/draft2020-12/content")
    guard !files.isEmpty else { return print("the test suite here has no output tests") }
    let form = try suite.document("output-tests/draft2020-12/output-schema.json")
    for file in files {
      let document = try suite.document(file)
      for own in document.rootNode.items {
        let schema = try compile(#require(own["schema"]), [:])
        for test in own["tests"]?.items ?? [] {
          let data = try #require(test["data"])
          let text = schema.output(.basic, of: document, at: data.index).json()
          let output = try Document.parse(Array(text.utf8), as: .json)
          let expected = try compile(
            #require(test["output"]?["basic"]),
            ["https://json-schema.org/draft/2020-12/output/schema": form]
          )
          let errors = expected.explain(output, at: output.root)
          #expect(errors.isEmpty, "\(file): \(errors.map(\.message)): \(text)")
        }
      }
    }
  }

  private func compile(_ node: DocumentNode, _ others: [String: Document]) throws -> CompiledSchema
  {
    try SchemaCompiler.compile(
      Document.parse(Array(node.value.json().utf8), as: .json),
      address: "test:case",
      options: SchemaOptions(assertFormats: false),
      resolve: { others[$0] }
    )
  }

  @Test func annotationsAreThoseOfTheSuite() throws {
    let suite = try #require(SuiteFiles.found)
    var count = 0
    for file in try suite.files(in: "annotations/tests") {
      let document = try suite.document(file)
      for own in document.rootNode["suite"]?.items ?? [] {
        guard applies(own["compatibility"]?.string) else { continue }
        var others: [String: Document] = [:]
        for (uri, other) in own["externalSchemas"]?.entries ?? [] {
          let text = other.value.json()
          others[uri.document.text(uri.index)] = try Document.parse(Array(text.utf8), as: .json)
        }
        let schema = try compile(#require(own["schema"]), others)
        for test in own["tests"]?.items ?? [] {
          let instance = try #require(test["instance"])
          // Locations are counted from the instance, so it becomes a document of its own.
          let value = try Document.parse(Array(instance.value.json().utf8), as: .json)
          let output = schema.output(.basic, of: value, at: value.root)
          for assertion in test["assertions"]?.items ?? [] {
            count += 1
            check(assertion, output, "\(file): \(own["description"]?.string ?? "")")
          }
        }
      }
    }
    print("\(count) assertions of the test suite about annotations")
  }

  /// Whether a case is about draft 2020-12.
  private func applies(_ compatibility: String?) -> Bool {
    guard let compatibility else { return true }
    return compatibility.split(separator: ",").allSatisfy { rule in
      if rule.hasPrefix("<=") { return 2020 <= Int(rule.dropFirst(2)) ?? 0 }
      if rule.hasPrefix("=") { return Int(rule.dropFirst()) == 2020 }
      return Int(rule) ?? 0 <= 2020
    }
  }

  private func check(_ assertion: DocumentNode, _ output: Value, _ name: String) {
    let location = assertion["location"]?.string ?? ""
    let keyword = assertion["keyword"]?.string ?? ""
    var expected: [String: Value] = [:]
    for (key, value) in assertion["expected"]?.entries ?? [] {
      expected[key.document.text(key.index)] = value.value
    }
    var found: [String: Value] = [:]
    for annotation in output["annotations"]?.listValue ?? [] {
      guard annotation["instanceLocation"]?.stringValue == location,
        let address = annotation["absoluteKeywordLocation"]?.stringValue,
        address.hasSuffix("/\(keyword)"), let hash = address.firstIndex(of: "#")
      else { continue }
      let pointer = address[hash...].dropFirst().dropLast(keyword.count + 1)
      // The suite names places in the root document, the engine those in the nearest resource.
      let place = expected.keys.first { $0 == address.dropLast(keyword.count + 1) }
      let twin = place ?? expected.keys.first { $0.hasSuffix(pointer) && found[$0] == nil }
      found[twin ?? String(pointer)] = annotation["annotation"]
    }
    #expect(found == expected, "\(name) at \(location)")
  }
}
