internal import Documents
internal import Git
internal import History
internal import Records
internal import Snapshots
internal import Sync

/// Blame of what the user sees: committed values by history, the others as not committed yet.
struct RecordBlame {
  let history: RecordHistory
  private let workspace: Workspace
  private let snapshot: Snapshot
  private let trust: CommitTrust
  private let sources: MergeSources

  init(_ workspace: Workspace, _ snapshot: Snapshot) {
    self.workspace = workspace
    self.snapshot = snapshot
    history = workspace.history(snapshot.catalogue)
    trust = CommitTrust(workspace.repository, builtIn: Workspace.builtInSchemas)
    sources = MergeSources(workspace.repository, builtIn: Workspace.builtInSchemas)
  }

  /// Returns a line an attribute of the record, in its order.
  func lines(of record: Record, at commit: ObjectID?, field: AttributePath?, skipping: Int) throws
    -> [BlameLine]
  {
    history.versions.take(record)
    let committed =
      try commit.flatMap { try lines($0, record, field: field, skipping: skipping) } ?? []
    if skipping > 0 { return try committed.map { try line($0, record) } }
    let known = Dictionary(committed.map { ($0.attribute, $0) }) { first, _ in first }
    return try record.value.leaves(keys: keys(record))
      .filter { leaf in field.map { leaf.path.hasPrefix($0) } ?? true }
      .map { leaf in
        guard let answer = known[leaf.path], answer.value == leaf.value else {
          return BlameLine(attribute: leaf.path, value: leaf.value, provenance: nil)
        }
        return try line(answer, record)
      }
  }

  /// Returns the lines with what became of their values from a commit on, up to what the user sees.
  func withEnds(
    _ lines: [BlameLine],
    of record: Record,
    at commit: ObjectID,
    field: AttributePath?
  ) throws -> [BlameLine] {
    guard let tip = try workspace.headIfAny(), try workspace.repository.isAncestor(commit, of: tip)
    else {
      throw CommandFailure(
        .usage,
        "\(commit.hex.prefix(12)) is not in the history of HEAD, so nothing followed it",
        remedy: "name a moment that HEAD leads to"
      )
    }
    let ends = try AttributeEnds(history)
      .ends(of: record.path, at: commit, upTo: tip, only: field)
    let known = Dictionary((ends ?? []).map { ($0.attribute, $0) }) { first, _ in first }
    return lines.map { line in
      var line = line
      line.end = known[line.attribute]
      return line
    }
  }

  /// The answer of history; the file may have been moved in the working tree since.
  private func lines(
    _ commit: ObjectID,
    _ record: Record,
    field: AttributePath?,
    skipping: Int
  ) throws -> [AttributeBlame.Line]? {
    if let lines = try history.lines(
      of: record.path,
      at: commit,
      only: field,
      skipping: skipping
    ) {
      return lines
    }
    guard let path = try workspace.snapshot(of: commit).path(of: record.reference),
      path != record.path
    else { return nil }
    return try history.lines(of: path, at: commit, only: field, skipping: skipping)
  }

  private func keys(_ record: Record) -> ListKeys {
    snapshot.catalogue.recordClass(record.reference.className)?.listKeys ?? .none
  }

  /// A machine's commit is recomputed, to say whose word it was.
  private func line(_ line: AttributeBlame.Line, _ record: Record) throws -> BlameLine {
    var provenance = line.provenance(weighing: trust.weigh)
    if line.facts.isMachine {
      let decision = try sources.decision(
        in: line.facts,
        record: record,
        leaf: Leaf(path: line.attribute, value: line.value),
        keys: keys(record)
      )
      // Where history is cut off, nothing can be recomputed: what the commit says must do.
      if decision != nil || !workspace.repository.isShallow {
        provenance.source = decision?.source
        provenance.delivery = decision?.delivery
        provenance.rule = decision?.rule
      }
    }
    return BlameLine(attribute: line.attribute, value: line.value, provenance: provenance)
  }
}
