import Documents
import Foundation
import JSONSchema

/// The official JSON Schema test suite, where there is a copy of it.
///
/// It is looked for in the folder that CMDB_JSON_SCHEMA_SUITE names, beside the package in
/// `shared/standards`, and where `make` unpacks the copy that the Python package `jsonschema` carries.
struct SuiteFiles: Sendable {
  /// One schema of a file, with the values that it is held against.
  struct Case: Sendable {
    let file: String
    let description: String
    let schema: String
    let document: Document
    let tests: [Test]

    struct Test: Sendable {
      let description: String
      let data: NodeIndex
      let isValid: Bool
    }
  }

  let folder: URL

  static let found: SuiteFiles? = {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    var folders: [URL] = []
    if let named = ProcessInfo.processInfo.environment["CMDB_JSON_SCHEMA_SUITE"] {
      folders.append(URL(fileURLWithPath: named))
    }
    folders.append(
      package.deletingLastPathComponent()
        .appendingPathComponent("shared/standards/json-schema-test-suite")
    )
    folders.append(package.appendingPathComponent(".build/json-schema-suite"))
    let folder = folders.first { folder in
      let tests = folder.appendingPathComponent("tests/draft2020-12").path
      return FileManager.default.fileExists(atPath: tests)
    }
    if folder == nil {
      print("the JSON Schema test suite is not here; looked in \(folders.map(\.path))")
    }
    return folder.map(SuiteFiles.init)
  }()

  /// The files of a folder below the suite, without those of folders below.
  func files(in path: String) throws -> [String] {
    let directory = folder.appendingPathComponent(path).path
    guard FileManager.default.fileExists(atPath: directory) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: directory)
      .filter { $0.hasSuffix(".json") }.sorted().map { "\(path)/\($0)" }
  }

  func document(_ path: String) throws -> Document {
    let data = try Data(contentsOf: folder.appendingPathComponent(path))
    return try Document.parse(Array(data), as: .json, limits: .delivery)
  }

  /// How many tests a file holds: counted by another reader than the one under test.
  func count(_ path: String) throws -> Int {
    let data = try Data(contentsOf: folder.appendingPathComponent(path))
    return testCount(try JSONSerialization.jsonObject(with: data))
  }

  func cases(_ path: String) throws -> [Case] {
    let document = try document(path)
    return document.rootNode.items.map { item in
      let tests = item["tests"]?.items ?? []
      return Case(
        file: path,
        description: item["description"]?.string ?? "",
        schema: item["schema"]?.value.json() ?? "",
        document: document,
        tests: tests.map { test in
          Case.Test(
            description: test["description"]?.string ?? "",
            data: test["data"]?.index ?? document.root,
            isValid: test["valid"]?.bool ?? false
          )
        }
      )
    }
  }

  /// The documents that tests refer to, by their addresses.
  func remotes() throws -> [String: Document] {
    let root = folder.appendingPathComponent("remotes")
    var documents: [String: Document] = [:]
    let files = FileManager.default.enumerator(atPath: root.path)
    while let file = files?.nextObject() as? String {
      guard file.hasSuffix(".json") else { continue }
      documents["http://localhost:1234/\(file)"] = try document("remotes/\(file)")
    }
    return documents
  }
}

private func testCount(_ value: Any) -> Int {
  guard let cases = value as? [[String: Any]] else { return 0 }
  return cases.reduce(0) { $0 + (($1["tests"] as? [Any])?.count ?? 0) }
}
