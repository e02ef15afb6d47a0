internal import Diagnostics
internal import Documents
internal import Git
internal import History
internal import Records

/// Writes a log as it is found: text and lines at once, one JSON list at the end.
final class LogOutput {
  private let format: OutputFormat
  private let terminal: Terminal
  private var values: [Value] = []
  private var count = 0

  init(format: OutputFormat, terminal: Terminal) {
    self.format = format
    self.terminal = terminal
    if format == .csv {
      terminal.printRaw(
        CSV.line([
          "commit", "time", "author", "source", "ref", "attribute", "kind", "old", "new",
          "proposal",
        ])
      )
    }
  }

  func add(_ facts: CommitFacts, _ changes: [AttributeChange]) {
    switch format {
    case .json, .yaml: values.append(Shape.entry(facts, changes))
    case .ndjson: terminal.print(Shape.entry(facts, changes), as: .ndjson)
    case .csv: for change in changes { terminal.printRaw(csvLine(facts, change)) }
    case .table: addText(facts, changes)
    }
    // Whoever reads along sees the newest at once.
    if count == 0 { terminal.flush() }
    count += 1
  }

  /// Writes what could not be written before the end was known.
  func finish() {
    if format.isDocument { terminal.print(.list(values), as: format) }
  }

  private func addText(_ facts: CommitFacts, _ changes: [AttributeChange]) {
    if count > 0 { terminal.print() }
    let sources = facts.deliveries.map(\.source).joined(separator: ", ")
    let who =
      sources.isEmpty
      ? "\(facts.author.name) <\(facts.author.email)> (\(facts.author.weight))"
      : "source \(sources)"
    terminal.print("\(facts.id.hex.prefix(12)) \(Timestamp(seconds: facts.time)) \(who)")
    terminal.print("    \(facts.summary)")
    if let proposal = facts.proposal { terminal.print("    proposal \(proposal)") }
    for approval in facts.approvals {
      terminal.print("    approved by \(approval.name) (\(approval.weight))")
    }
    for change in changes { terminal.print("  \(ChangeText.line(change))") }
  }

  private func csvLine(_ facts: CommitFacts, _ change: AttributeChange) -> String {
    CSV.line([
      facts.id.hex, Timestamp(seconds: facts.time).description,
      SafeText.escape(facts.author.name),
      facts.deliveries.map(\.source).joined(separator: ", "), change.reference.description,
      change.attribute?.description ?? "", change.kind.rawValue, ValueText.cell(change.old),
      ValueText.cell(change.new), facts.proposal.map { "\($0)" } ?? "",
    ])
  }
}
