import Documents
import Glibc
import Measuring

/// Parses files over and over, and prints as JSON how long that took.
///
/// Usage: ParseRecords LIST PASSES, where LIST holds a path a line. The files are read before the
/// watch starts, as in the C loop that it is held against.
@main
struct ParseRecords {
  static func main() throws {
    let words = CommandLine.arguments
    guard words.count == 3, let passes = Int(words[2]) else {
      print("usage: ParseRecords LIST PASSES")
      exit(2)
    }
    let texts = try TextFile.lines(of: words[1]).map { try TextFile.content(of: $0) }
    let bytes = texts.reduce(0) { $0 + $1.count }

    let watch = Stopwatch()
    var entries = 0
    for _ in 0..<passes {
      for text in texts {
        let document = try Document.parse(text)
        entries += document.count(document.root)
      }
    }
    let (wall, processor) = (watch.wall, watch.processor)
    print(
      """
      {"documents": \(texts.count * passes), "bytes": \(bytes * passes), "counted": \(entries), \
      "wall": \(wall), "cpu": \(processor)}
      """
    )
  }
}
