/// What makes two findings the same objection, wherever in the text it stands: a change is refused
/// only for objections that were not there before it.
public struct FindingIdentity: Hashable, Sendable {
  private let rule: String
  private let reference: String?
  private let file: String?
  private let attribute: String?
  private let message: String

  /// The identity of a finding.
  public init(_ finding: Finding) {
    rule = finding.rule
    reference = finding.reference
    file = finding.place?.file
    attribute = finding.attribute
    message = finding.message
  }
}
