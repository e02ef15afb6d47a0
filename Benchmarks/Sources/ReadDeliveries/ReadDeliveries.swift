import Connectors
import Documents
import Glibc
import Measuring
import Records

/// Reads what another program wrote over and over into a delivery, and prints as JSON how long that
/// took.
///
/// Usage: ReadDeliveries CONNECTOR FILE PASSES, where CONNECTOR is a file of schema/connectors. Both
/// files are read before the watch starts.
@main
struct ReadDeliveries {
  static func main() throws {
    let words = CommandLine.arguments
    guard words.count == 4, let passes = Int(words[3]) else {
      print("usage: ReadDeliveries CONNECTOR FILE PASSES")
      exit(2)
    }
    let file = try Document.parse(try TextFile.content(of: words[1]))
    let definition = file.value(file.root)
    let kind = definition["kind"]?.stringValue ?? ""
    let registry = ConnectorRegistry(definitions: [
      ConnectorDefinition(kind: kind, file: definition)
    ])
    let source = SourceDefinition(name: "bench", file: .map([:]), connector: definition)
    let text = try TextFile.content(of: words[2])

    let watch = Stopwatch()
    var observations = 0
    for _ in 0..<passes {
      observations += try registry.read(text, as: kind, source: source).observations.count
    }
    let (wall, processor) = (watch.wall, watch.processor)
    print(
      """
      {"bytes": \(text.count * passes), "counted": \(observations), "wall": \(wall), \
      "cpu": \(processor)}
      """
    )
  }
}
