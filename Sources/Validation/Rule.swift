public import Diagnostics

/// Something that must hold in a governed repository.
///
/// A rule is a value without state: it is handed a subject and asks through the context.
public protocol Rule: Sendable {
  /// The rule's identifier, such as `CMDB-R002`; never given to another rule.
  static var id: String { get }
  /// What must hold, as one sentence without a full stop.
  static var title: String { get }
  /// How much a breach weighs.
  static var severity: Severity { get }
  /// Why it must hold, an example of a breach, and its cure, in a few lines.
  static var explanation: String { get }

  /// Returns the objections to one record.
  static func check(_ subject: RecordSubject, in context: ValidationContext) throws -> [Finding]
}
