internal import Diagnostics
internal import Documents
internal import Git
internal import History
internal import Records
internal import Snapshots

/// The values that `--format json` prints and the API answers: one place for each shape.
enum Shape {
  static func text(_ text: String?) -> Value { text.map { .string($0) } ?? .null }

  static func time(_ seconds: Int64?) -> Value {
    seconds.map { .string(Timestamp(seconds: $0).description) } ?? .null
  }

  static func number(_ number: Int) -> Value { .number(Number(number)) }

  static func person(_ actor: Actor?) -> Value {
    guard let actor else { return .null }
    return .map([
      "name": .string(actor.name), "email": .string(actor.email),
      "verified": .bool(actor.isVerified),
    ])
  }

  /// One record, as `show` answers.
  static func record(_ record: Record, commit: ObjectID?) -> Value {
    .map([
      "ref": .string(record.reference.description), "class": .string(record.reference.className),
      "id": .string(record.reference.id), "path": .string(record.path),
      "commit": text(commit?.hex), "blob": text(record.blob), "record": record.value,
    ])
  }

  /// One record, as `ls` lists it.
  static func listed(_ record: Record) -> Value {
    .map([
      "ref": .string(record.reference.description), "class": .string(record.reference.className),
      "id": .string(record.reference.id), "path": .string(record.path), "record": record.value,
    ])
  }

  /// One attribute of a blame.
  static func blame(_ line: BlameLine) -> Value {
    let origin = line.provenance
    var fields: ValueMap = [
      "attribute": .string(line.attribute.description), "value": line.value,
      "commit": text(origin?.commit), "time": time(origin?.time),
      "author": person(origin?.author), "source": text(origin?.source),
      "delivery": text(origin?.delivery), "rule": text(origin?.rule),
      "approvals": .list((origin?.approvals ?? []).map(person)),
      "changes": number(origin?.changes ?? 0),
      "summary": .string(origin?.summary ?? BlameLine.uncommitted),
    ]
    if let end = line.end { fields["until"] = self.end(end) }
    return .map(fields)
  }

  /// What became of a past value; null where it still stands.
  private static func end(_ end: AttributeEnds.End) -> Value {
    guard let until = end.until, let endedBy = end.endedBy else { return .null }
    return .map([
      "commit": .string(until.id.hex), "time": time(until.time),
      "ended_by": .map([
        "commit": .string(endedBy.id.hex), "time": time(endedBy.time),
        "author": person(endedBy.author), "summary": .string(endedBy.summary),
      ]),
      "value": end.next ?? .null,
    ])
  }

  /// One change, as `log` and `diff` list it.
  static func change(_ change: AttributeChange) -> Value {
    var fields: ValueMap = [
      "ref": .string(change.reference.description),
      "attribute": text(change.attribute?.description), "kind": .string(change.kind.rawValue),
      "old": change.old ?? .null, "new": change.new ?? .null,
    ]
    if let from = change.from { fields["from"] = .string(from.description) }
    return .map(fields)
  }

  /// One commit, as `log` lists it.
  static func entry(_ facts: CommitFacts, _ changes: [AttributeChange]) -> Value {
    let sources = facts.deliveries.map(\.source)
    return .map([
      "commit": .string(facts.id.hex), "time": time(facts.time), "author": person(facts.author),
      "source": sources.isEmpty ? .null : .string(sources.joined(separator: ", ")),
      "summary": .string(facts.summary), "approvals": .list(facts.approvals.map(person)),
      "proposal": facts.proposal.map(number) ?? .null,
      "changes": .list(changes.map(change)),
    ])
  }

  /// One change, as `audit` lists it.
  static func evidence(_ row: AuditRow) -> Value {
    var fields: ValueMap = [
      "ref": .string(row.reference.description), "attribute": text(row.attribute?.description),
      "kind": .string(row.kind.rawValue), "old": row.old ?? .null, "new": row.new ?? .null,
      "author": person(row.facts.author), "source": text(row.source),
      "approvals": .list(row.facts.approvals.map(person)), "commit": .string(row.facts.id.hex),
      "time": time(row.facts.time), "signature": .string(row.signature.state),
      "signature_detail": text(row.signature.detail),
    ]
    if let from = row.from { fields["from"] = .string(from.description) }
    return .map(fields)
  }

  /// One conflict of a merge, as `merge-tree` lists it.
  static func conflict(_ conflict: MergeConflict) -> Value {
    .map([
      "kind": .string(conflict.kind.rawValue), "ref": text(conflict.reference?.description),
      "path": .string(conflict.path), "attribute": text(conflict.attribute?.description),
      "base": conflict.base ?? .null, "ours": conflict.ours ?? .null,
      "theirs": conflict.theirs ?? .null,
    ])
  }

  /// One finding, as `validate` lists it.
  static func finding(_ finding: Finding) -> Value {
    var shape: ValueMap = [
      "rule": .string(finding.rule), "severity": .string(finding.severity.rawValue),
      "ref": text(finding.reference), "file": text(finding.place?.file),
      "line": finding.place?.line.map(number) ?? .null,
      "column": finding.place?.column.map(number) ?? .null,
      "attribute": text(finding.attribute), "message": .string(finding.message),
      "help": text(finding.help),
    ]
    if let commit = finding.commit { shape["commit"] = .string(commit) }
    return .map(shape)
  }
}
