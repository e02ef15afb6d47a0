public import Diagnostics

/// Findings as commands of GitHub's workflow runner, which shows them beside the lines of a change.
public enum WorkflowCommands {
  /// Returns one line for each finding.
  public static func text(_ findings: [Finding]) -> String {
    findings.map { line($0) + "\n" }.joined()
  }

  private static func line(_ finding: Finding) -> String {
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
    let text = finding.statement + (finding.help.map { " (\($0))" } ?? "")
    return "::\(level) \(properties.joined(separator: ","))::\(escape(text))"
  }

  private static func escape(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private static func escapeProperty(_ text: String) -> String {
    escape(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
