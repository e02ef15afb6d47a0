/// An objection to data: which rule, about what, where, and what would cure it.
///
/// Findings are collected and sorted, never thrown. The message stands alone, starts in lower case
/// and has no full stop; the way out is `help`, apart from it.
public struct Finding: Hashable, Sendable {
  /// The rule's identifier, such as `CMDB-R002`.
  public var rule: String
  /// Whether the finding makes the repository invalid.
  public var severity: Severity
  /// The record that it is about, as `class/id`, where it is about one.
  public var reference: String?
  /// Where in which file.
  public var place: Place?
  /// The attribute that it is about, as a path such as `interfaces[eth0].mac`.
  public var attribute: String?
  /// What is wrong.
  public var message: String
  /// What to do about it.
  public var help: String?
  /// How many Unicode scalars the caret underlines; nil underlines one.
  public var length: Int?
  /// Whether the offending line must not be shown, because it holds a secret.
  public var hidesSource: Bool
  /// The commit in whose version of the file the place is, as a full id; nil for the state that is
  /// judged.
  public var commit: String?

  /// Creates a finding from its parts.
  public init(
    rule: String,
    severity: Severity = .error,
    reference: String? = nil,
    place: Place? = nil,
    attribute: String? = nil,
    message: String,
    help: String? = nil,
    length: Int? = nil,
    hidesSource: Bool = false,
    commit: String? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.reference = reference
    self.place = place
    self.attribute = attribute
    self.message = message
    self.help = help
    self.length = length
    self.hidesSource = hidesSource
    self.commit = commit
  }

  /// The message, with the commit that it is about where that is not the state that is judged.
  public var statement: String {
    commit.map { "\(message) (in commit \($0.prefix(12)))" } ?? message
  }
}

extension Finding: Comparable {
  /// Orders by place, then rule, then attribute and message: the order in which people fix things.
  public static func < (left: Finding, right: Finding) -> Bool {
    let leftPlace = left.place ?? Place(file: "")
    let rightPlace = right.place ?? Place(file: "")
    if leftPlace != rightPlace { return leftPlace < rightPlace }
    if left.rule != right.rule { return left.rule < right.rule }
    return (left.attribute ?? "", left.message) < (right.attribute ?? "", right.message)
  }
}
