public import Diagnostics

/// What every rule says of itself, whatever it is about.
public protocol ExplainedRule: Sendable {
  /// The rule's identifier, such as `CMDB-R002`; never given to another rule.
  static var id: String { get }
  /// What must hold, as one sentence without a full stop.
  static var title: String { get }
  /// How much a breach weighs.
  static var severity: Severity { get }
  /// Why it must hold, an example of a breach, and its cure, in a few lines.
  static var explanation: String { get }
}
