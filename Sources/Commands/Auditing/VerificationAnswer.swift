internal import Diagnostics
internal import Documents
internal import Git
internal import History
internal import Records
internal import Sync
internal import Validation

/// What `cmdb audit verify` answers.
struct VerificationAnswer {
  let base: ObjectID?
  let head: ObjectID
  let history: MainAudit.Outcome
  let journal: JournalAudit.Verdict
  /// How many commits of main the journal does not know yet.
  let unjournaled: Int

  private var findings: [AuditFinding] { history.findings + journal.findings }

  /// Whether nothing is wrong.
  var isValid: Bool { !findings.contains(where: \.isError) }

  /// The answer for programs.
  var shape: Value {
    .map([
      "valid": .bool(isValid), "from": Shape.text(base?.hex), "to": .string(head.hex),
      "commits": Shape.number(history.commits), "merges": Shape.number(history.reconciled),
      "signatures": .map([
        "verified": Shape.number(history.verified), "other": Shape.number(history.otherKeys),
        "unchecked": Shape.number(history.unchecked), "unsigned": Shape.number(history.unsigned),
      ]),
      "journal": .map([
        "head": Shape.text(journal.head?.hex), "entries": Shape.number(journal.entries),
        "complete_to": Shape.number(journal.completeTo), "main": Shape.text(journal.main?.hex),
        "unjournaled": Shape.number(unjournaled),
        "fresh_to": Shape.time(journal.checkpoint?.checkpoint.time),
        "expected": journal.isExpected.map { .bool($0) } ?? .null,
        "checkpoint": journal.checkpoint.map(Shape.checkpoint) ?? .null,
      ]),
      "findings": .list(findings.map(Shape.auditFinding)),
    ])
  }

  /// Prints the answer for people: what is wrong, what was looked at, and what that proves.
  func printText(to terminal: Terminal) {
    let renderer = FindingRenderer(colour: terminal.hasColour)
    for found in findings {
      let seq = found.seq.map { "journal entry \($0)" }
      let commit = found.commit.map { "commit \($0.hex.prefix(12))" }
      let place = [seq, commit].compactMap { $0 }.joined(separator: ", ")
      terminal.printRaw((place.isEmpty ? "" : place + ": ") + renderer.text(for: found.finding))
    }
    terminal.print(Self.count(history.commits, "commit") + " of main: " + verdict(history.findings))
    terminal.print(
      "  " + Self.count(history.reconciled, "sync merge")
        + " reconciled again, with the same result"
    )
    terminal.print(
      "  signatures: \(history.verified) by author or committer, \(history.otherKeys) by other keys, "
        + "\(history.unchecked) not checked, \(Self.count(history.unsigned, "commit")) without"
    )
    printJournal(to: terminal)
    if history.remembered > 0 {
      terminal.say(
        "\(Self.count(history.remembered, "commit")) found right by an earlier run: --no-index checks "
          + "them again"
      )
    }
  }

  private func printJournal(to terminal: Terminal) {
    guard journal.head != nil else {
      terminal.print(
        "no journal" + (journal.isExpected == nil ? ": complete as given; freshness unproven" : "")
      )
      return
    }
    terminal.print(
      Self.count(journal.entries, "entry", "entries") + " of the journal: "
        + verdict(journal.findings)
    )
    if let signed = journal.checkpoint {
      terminal.print(
        "  newest checkpoint: \(signed.checkpoint.seq):\(signed.checkpoint.digest), by "
          + "\(signed.signature.key.line)"
      )
      terminal.print(
        "  evidence can be as fresh as \(Timestamp(seconds: signed.checkpoint.time)), when it was "
          + "signed"
      )
    } else {
      terminal.print("  no checkpoint: nobody's signature stands behind the journal")
    }
    if unjournaled > 0 {
      terminal.print("  \(Self.count(unjournaled, "commit")) of main not journaled yet")
    }
    if journal.isExpected == true {
      terminal.print("complete to \(journal.completeTo), the expected checkpoint included")
    } else {
      terminal.print("complete to \(journal.completeTo) as given; freshness unproven")
    }
  }

  private func verdict(_ findings: [AuditFinding]) -> String {
    let errors = findings.filter(\.isError).count
    let parts = [
      errors > 0 ? Self.count(errors, "error") : nil,
      findings.count > errors ? Self.count(findings.count - errors, "warning") : nil,
    ].compactMap { $0 }
    return parts.isEmpty ? "nothing is wrong" : parts.joined(separator: ", ")
  }

  private static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? one + "s")"
  }
}
