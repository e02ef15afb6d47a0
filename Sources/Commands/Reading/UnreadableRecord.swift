internal import Documents
internal import Git
internal import Records
internal import Snapshots

/// A record whose text cannot be parsed in some state: it has no attributes there, and an answer says
/// so rather than that somebody took them away.
enum UnreadableRecord {
  /// Whether a change may come from a text that cannot be parsed: every record says its id.
  static func isSuspect(_ change: AttributeChange) -> Bool {
    guard change.kind == .removed || change.kind == .added else { return false }
    return change.attribute?.description == "id"
  }

  /// Says where and why a record of a state cannot be read, where it cannot.
  static func warn(
    of reference: Reference,
    in snapshot: Snapshot,
    _ commit: ObjectID?,
    _ terminal: Terminal
  ) throws {
    guard let path = try snapshot.path(of: reference),
      try snapshot.record(atPath: path) == nil,
      let text = try snapshot.files.content(at: path)
    else { return }
    let place = commit.map { "commit \($0.hex.prefix(12))" } ?? "the working tree"
    var reason = "it is no record"
    do throws(DocumentError) {
      _ = try Document.parse(text)
    } catch {
      reason = "line \(error.line), column \(error.column): \(error.message)"
    }
    terminal.say(
      "cmdb: warning: \(reference) cannot be read in \(place) and has no attributes there: "
        + "\(path): \(reason)"
    )
  }
}
