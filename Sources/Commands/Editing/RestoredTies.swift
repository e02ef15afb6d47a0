internal import Documents
internal import Records
internal import Snapshots

/// What `rm` took away with a record, or wrote, and a restored record does not bring back by itself.
struct RestoredTies {
  private static let most = 5

  private let past: PastRecord
  private let edit: WorkingTreeEdit

  init(_ past: PastRecord, _ edit: WorkingTreeEdit) {
    self.past = past
    self.edit = edit
  }

  /// Points out the sources that still leave the record alone, and the references that it had.
  func tell(_ terminal: Terminal) throws {
    guard let record = try past.snapshot.record(past.reference) else { return }
    for (source, keys) in Bindings.all(in: record.value) {
      let path = "sources/\(source).yaml"
      let ignored = try ignoredKeys(path).intersection(keys).sorted()
      if ignored.isEmpty { continue }
      terminal.say(
        "\(path) still ignores \(ignored.joined(separator: ", ")): take the entry out, so that "
          + "\(source) may update \(past.reference) again"
      )
    }
    let lost = try lostReferences()
    if lost.isEmpty { return }
    let shown = lost.prefix(Self.most).joined(separator: ", ")
    let more = lost.count > Self.most ? " and \(lost.count - Self.most) more" : ""
    terminal.say("these referred to \(past.reference) then and do not now: \(shown)\(more)")
  }

  private func ignoredKeys(_ path: String) throws -> Set<String> {
    guard let text = try edit.snapshot.files.content(at: path),
      let document = try? Document.parse(text)
    else { return [] }
    let entries = document.value(document.root)["ignore"]?.listValue ?? []
    return Set(entries.compactMap { $0["key"]?.scalarText })
  }

  private func lostReferences() throws -> [String] {
    let present = Set(
      try edit.snapshot.referrers(of: past.reference).map { "\($0.reference) \($0.attribute)" }
    )
    return try past.snapshot.referrers(of: past.reference)
      .filter { try $0.reference != past.reference && edit.snapshot.exists($0.reference) }
      .map { "\($0.reference) \($0.attribute)" }
      .filter { !present.contains($0) }
  }
}
