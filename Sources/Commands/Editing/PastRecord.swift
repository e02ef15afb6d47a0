internal import Git
internal import Records
internal import Snapshots

/// A record as it stood in a commit, for whoever wants it back.
struct PastRecord {
  let reference: Reference
  let commit: ObjectID
  let snapshot: Snapshot

  init(_ reference: Reference, _ commit: ObjectID, _ snapshot: Snapshot) {
    self.reference = reference
    self.commit = commit
    self.snapshot = snapshot
  }

  /// Returns where its file stood; a failure says that there was none.
  func path() throws -> String {
    if let path = try snapshot.path(of: reference) { return path }
    let missing = RecordArgument.missing(reference, in: snapshot)
    throw CommandFailure(
      .no,
      "\(missing.what) in \(commit.hex.prefix(12))",
      remedy: "cmdb log \(reference) lists when it changed"
    )
  }

  /// Returns its text, also where that cannot be parsed.
  func text() throws -> [UInt8] { try snapshot.files.content(at: path()) ?? [] }

  /// Returns the record; a failure says that there was none, or that it could not be read.
  func record() throws -> Record {
    let path = try path()
    if let record = try snapshot.record(atPath: path) { return record }
    throw CommandFailure(
      .no,
      "\(reference) cannot be parsed in \(commit.hex.prefix(12))",
      at: path,
      remedy: "cmdb log \(reference) lists its other states"
    )
  }
}
