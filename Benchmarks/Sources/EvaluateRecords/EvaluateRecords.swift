import CCountAllocations
import Documents
import Glibc
import JSONSchema
import Measuring

/// Holds parsed records against their schemas over and over, and prints as JSON how long that took and
/// how often memory was asked for.
///
/// Usage: EvaluateRecords SCHEMAS LIST PASSES, where SCHEMAS holds `<class>.json` and LIST a path a
/// line, of which a folder below `records` names the class.
@main
struct EvaluateRecords {
  private struct Case {
    var schema: CompiledSchema
    var document: Document
  }

  static func main() throws {
    let words = CommandLine.arguments
    guard words.count == 4, let passes = Int(words[3]) else {
      print("usage: EvaluateRecords SCHEMAS LIST PASSES")
      exit(2)
    }
    let cases = try cases(schemas: words[1], list: words[2])
    let asked = cmdb_allocations()
    let watch = Stopwatch()
    var valid = 0
    for _ in 0..<passes {
      for one in cases where one.schema.isValid(one.document, at: one.document.root) { valid += 1 }
    }
    let (wall, processor) = (watch.wall, watch.processor)
    let allocations = cmdb_allocations() - asked
    guard valid == cases.count * passes else {
      print("\(cases.count * passes - valid) records are not valid")
      exit(1)
    }
    print(
      """
      {"documents": \(valid), "allocations": \(allocations), "wall": \(wall), "cpu": \(processor)}
      """
    )
  }

  private static func cases(schemas folder: String, list: String) throws -> [Case] {
    var schemas: [String: CompiledSchema] = [:]
    return try TextFile.lines(of: list).map { path in
      let parts = path.split(separator: "/").map(String.init)
      let name = parts.lastIndex(of: "records").map { parts[$0 + 1] } ?? ""
      let schema: CompiledSchema
      if let known = schemas[name] {
        schema = known
      } else {
        let text = try TextFile.content(of: "\(folder)/\(name).json")
        let document = try Document.parse(text, as: .json, limits: .init(bytes: text.count))
        schema = try SchemaCompiler.compile(
          document,
          address: "bench:\(name)",
          options: SchemaOptions(assertFormats: true)
        ) { _ in nil }
        schemas[name] = schema
      }
      return Case(schema: schema, document: try Document.parse(TextFile.content(of: path)))
    }
  }
}
