internal import Documents
internal import Git
internal import History
internal import Validation

extension Shape {
  /// One checkpoint of the journal, as `audit checkpoint` and `audit verify` answer.
  static func checkpoint(_ signed: SignedCheckpoint) -> Value {
    let checkpoint = signed.checkpoint
    return .map([
      "seq": number(checkpoint.seq), "digest": .string(checkpoint.digest),
      "time": time(checkpoint.time), "repository": .string(checkpoint.repository),
      "journal": .string(checkpoint.journal.hex), "main": .string(checkpoint.main.hex),
      "state": .string(checkpoint.state), "previous": text(checkpoint.previous),
      "key": .string(signed.signature.key.line),
    ])
  }

  /// One objection to a part of a history, as `audit verify` lists it.
  static func auditFinding(_ found: AuditFinding) -> Value {
    var fields = finding(found.finding).mapValue ?? [:]
    fields["commit"] = text(found.commit?.hex)
    fields["seq"] = found.seq.map(number) ?? .null
    return .map(fields)
  }
}
