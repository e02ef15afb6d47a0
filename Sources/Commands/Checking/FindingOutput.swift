internal import Diagnostics
internal import Documents
internal import History
internal import Snapshots

/// Writes findings in the form that was asked for.
struct FindingOutput {
  let format: Validate.Format
  let snapshot: Snapshot

  func print(_ verdict: RecordJudge.Verdict, to terminal: Terminal) throws {
    switch format {
    case .text: try printText(verdict, to: terminal)
    case .json:
      let shape: Value = .map([
        "valid": .bool(verdict.isValid), "checked": Shape.number(verdict.checked),
        "findings": .list(verdict.findings.map(Shape.finding)),
      ])
      terminal.printRaw(shape.json(pretty: true) + "\n")
    case .github:
      for finding in verdict.findings { terminal.printRaw(WorkflowCommand.line(finding) + "\n") }
    }
  }

  private func printText(_ verdict: RecordJudge.Verdict, to terminal: Terminal) throws {
    let renderer = FindingRenderer(colour: terminal.hasColour)
    var file: String?
    var source: [UInt8]?
    for finding in verdict.findings {
      // Findings come sorted by file, so each text is read once.
      if finding.place?.file != file {
        file = finding.place?.file
        source = try file.flatMap { try snapshot.files.content(at: $0) }
      }
      terminal.printRaw(renderer.text(for: finding, source: source))
    }
    terminal.say(Self.summary(verdict))
  }

  static func summary(_ verdict: RecordJudge.Verdict) -> String {
    let files = verdict.checked == 1 ? "1 file" : "\(verdict.checked) files"
    let counts = [Severity.error, .warning, .note].compactMap { severity -> String? in
      let count = verdict.findings.filter { $0.severity == severity }.count
      guard count > 0 else { return nil }
      return count == 1 ? "1 \(severity.rawValue)" : "\(count) \(severity.rawValue)s"
    }
    return "checked \(files): " + (counts.isEmpty ? "valid" : counts.joined(separator: ", "))
  }
}

/// Findings as commands of GitHub's workflow runner.
enum WorkflowCommand {
  static func line(_ finding: Finding) -> String {
    let level =
      switch finding.severity {
      case .error: "error"
      case .warning: "warning"
      case .note: "notice"
      }
    var properties: [String] = []
    if let place = finding.place {
      properties.append("file=\(escapeProperty(place.file))")
      if let line = place.line { properties.append("line=\(line)") }
      if let column = place.column { properties.append("col=\(column)") }
    }
    properties.append("title=\(escapeProperty(finding.rule))")
    let text = finding.message + (finding.help.map { " (\($0))" } ?? "")
    return "::\(level) \(properties.joined(separator: ","))::\(escape(text))"
  }

  private static func escape(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private static func escapeProperty(_ text: String) -> String {
    escape(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
