public import Diagnostics

/// Something that must hold of every record in a governed repository.
///
/// A rule is a value without state: it is handed a subject and asks through the context.
public protocol Rule: ExplainedRule {
  /// Returns the objections to one record.
  static func check(_ subject: RecordSubject, in context: ValidationContext) throws -> [Finding]
}
