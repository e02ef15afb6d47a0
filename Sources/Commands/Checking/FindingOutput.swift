internal import Diagnostics
internal import Documents
internal import History
internal import Validation

/// Writes findings in the form that was asked for.
struct FindingOutput {
  let format: Validate.Format
  let source: FindingSource

  func print(_ verdict: RecordJudge.Verdict, to terminal: Terminal) throws {
    switch format {
    case .text: try printText(verdict, to: terminal)
    case .json:
      var shape: ValueMap = [
        "valid": .bool(verdict.isValid), "checked": Shape.number(verdict.checked),
        "findings": .list(verdict.findings.map(Shape.finding)),
      ]
      if let broken = verdict.broken { shape["broken"] = Shape.number(broken) }
      terminal.printRaw(Value.map(shape).json(pretty: true) + "\n")
    case .github: terminal.printRaw(WorkflowCommands.text(verdict.findings))
    case .gitlab: terminal.printRaw(CodeQualityReport.text(verdict.findings))
    case .junit:
      terminal.printRaw(JUnitReport.text(verdict.findings, checked: verdict.checked))
    case .sarif: terminal.printRaw(SARIFLog.text(verdict.findings, version: Version.number))
    }
  }

  private func printText(_ verdict: RecordJudge.Verdict, to terminal: Terminal) throws {
    let renderer = FindingRenderer(colour: terminal.hasColour)
    var source = source
    for finding in verdict.findings {
      terminal.printRaw(renderer.text(for: finding, source: try source.text(of: finding)))
    }
    terminal.say(Self.summary(verdict))
    if let broken = verdict.broken { terminal.say(Self.breach(broken)) }
  }

  /// What a change of schemas, settings or policy does to the records.
  static func breach(_ count: Int) -> String {
    switch count {
    case 0: "the change of schemas, settings or policy breaks no record"
    case 1: "the change of schemas, settings or policy breaks 1 record"
    default: "the change of schemas, settings or policy breaks \(count) records"
    }
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
