public import Diagnostics
internal import Documents

/// Findings as a code quality report of GitLab (the artifact `codequality`).
public enum CodeQualityReport {
  /// Returns the report as JSON.
  public static func text(_ findings: [Finding]) -> String {
    let entries = zip(findings, FindingFingerprint.all(findings)).map { finding, print -> Value in
      [
        "description": .string(finding.statement + (finding.help.map { " (\($0))" } ?? "")),
        "check_name": .string(finding.rule),
        "fingerprint": .string(print),
        "severity": .string(severity(finding.severity)),
        // A report without a path is refused whole.
        "location": [
          "path": .string(finding.place?.file ?? finding.reference ?? "cmdb.yaml"),
          "lines": ["begin": .number(Number(finding.place?.line ?? 1))],
        ],
      ]
    }
    return Value.list(entries).json(pretty: true) + "\n"
  }

  private static func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: "major"
    case .warning: "minor"
    case .note: "info"
    }
  }
}
