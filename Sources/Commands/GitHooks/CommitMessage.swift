internal import History
internal import Records

/// What a person's commit message must not say.
enum CommitMessage {
  /// Trailers that only reconciliation writes: with them a person's value would count as a machine's.
  private static let machineTrailers = ["source", "delivery", "reconcile", "reconciler", "seen"]

  /// Returns the objections to a message as it stands in git's file, comment lines included.
  static func objections(_ text: String) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("#") }
    var objections: [String] = []
    for line in lines {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let key = line[..<colon].lowercased()
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      if machineTrailers.contains(key), key != "source" || lines.contains(where: isDelivery) {
        objections.append(
          "the trailer \(line[..<colon]): is written by cmdb sync alone: leave the line out"
        )
      }
      if key == "renamed" {
        let names = value.split(separator: " ")
        if names.count != 2 || names.contains(where: { Reference(String($0)) == nil }) {
          objections.append("Renamed: takes two references, the old and the new: class/id class/id")
        }
      }
    }
    return objections
  }

  private static func isDelivery(_ line: Substring) -> Bool {
    line.lowercased().hasPrefix("delivery:")
  }
}
