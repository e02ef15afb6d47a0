internal import Documents
internal import Git
internal import History
internal import Records
internal import Snapshots
internal import Sync

/// Blame of what the user sees: committed values by history, the others as not committed yet.
struct RecordBlame {
  private let workspace: Workspace
  private let snapshot: Snapshot
  private let versions: RecordVersions

  init(_ workspace: Workspace, _ snapshot: Snapshot) {
    self.workspace = workspace
    self.snapshot = snapshot
    versions = RecordVersions(workspace.repository, catalogue: snapshot.catalogue)
  }

  /// Returns a line an attribute of the record, in its order.
  func lines(of record: Record, at commit: ObjectID?, field: AttributePath?, skipping: Int) throws
    -> [BlameLine]
  {
    let committed =
      try commit.flatMap { commit -> [AttributeBlame.Line]? in
        guard let path = try committedPath(of: record, in: commit) else { return nil }
        return try AttributeBlame(versions)
          .lines(of: path, at: commit, only: field, skipping: skipping)
      } ?? []
    let sources = MergeSources(workspace.repository, builtIn: Workspace.builtInSchemas)
    if skipping > 0 {
      return try committed.map { try line($0, record, sources) }
    }
    let known = Dictionary(committed.map { ($0.attribute, $0) }) { first, _ in first }
    let keys = snapshot.catalogue.recordClass(record.reference.className)?.listKeys
    return try record.value.leaves(keys: keys ?? .none)
      .filter { leaf in field.map { leaf.path.hasPrefix($0) } ?? true }
      .map { leaf in
        guard let answer = known[leaf.path], answer.value == leaf.value else {
          return BlameLine(attribute: leaf.path, value: leaf.value, provenance: nil)
        }
        return try line(answer, record, sources)
      }
  }

  /// The record's file in the commit; it may have been moved in the working tree since.
  private func committedPath(of record: Record, in commit: ObjectID) throws -> String? {
    if try versions.blob(at: record.path, in: commit) != nil { return record.path }
    return try workspace.snapshot(of: commit).path(of: record.reference)
  }

  /// A machine's commit is recomputed, to say whose word it was.
  private func line(
    _ line: AttributeBlame.Line,
    _ record: Record,
    _ sources: MergeSources
  ) throws -> BlameLine {
    var provenance = line.provenance
    if line.facts.isMachine {
      let decision = try sources.decision(
        in: line.facts,
        record: record,
        leaf: Leaf(path: line.attribute, value: line.value),
        keys: snapshot.catalogue.recordClass(record.reference.className)?.listKeys ?? .none
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
