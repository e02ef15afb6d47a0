public import Diagnostics

/// Something that must hold of every change: what it leads from, what to, and who makes it.
///
/// A rule is a value without state: it is handed the change of one record and asks through the
/// context.
public protocol ChangeRule: ExplainedRule {
  /// Returns the objections to the change of one record.
  static func check(_ change: RecordChange, in context: ChangeContext) throws -> [Finding]
}
