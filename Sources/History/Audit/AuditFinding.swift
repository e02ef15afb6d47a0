public import Diagnostics
public import Git

/// An objection to a part of a history.
public struct AuditFinding: Sendable, Hashable {
  /// What is wrong.
  public var finding: Finding
  /// The commit of main, or of the journal, that it is about.
  public var commit: ObjectID?
  /// The entry of the journal that it is about.
  public var seq: Int?

  /// An objection to a commit of main.
  public init(_ finding: Finding, commit: ObjectID) {
    self.finding = finding
    self.commit = commit
  }

  /// An objection of one of the rules about histories.
  public init(
    _ rule: AuditRule,
    _ message: String,
    severity: Severity = .error,
    commit: ObjectID? = nil,
    seq: Int? = nil,
    help: String? = nil
  ) {
    finding = Finding(rule: rule.rawValue, severity: severity, message: message, help: help)
    self.commit = commit
    self.seq = seq
  }

  /// Whether it makes the answer "no".
  public var isError: Bool { finding.severity == .error }
}
