internal import Diagnostics
public import Documents
public import Records
internal import Synchronization

/// The change of one record: what it was, what it is, and every leaf that differs.
public struct RecordChange: Sendable {
  /// The record.
  public let reference: Reference
  /// The record before; nil where it comes into being.
  public let before: RecordSubject?
  /// The record after; nil where it goes.
  public let after: RecordSubject?
  /// What the record was under another name, where it was renamed.
  public private(set) var origin: RecordSubject?
  private let difference: LeafDifference

  /// Creates a change; one of the two sides must be there.
  public init(reference: Reference, before: RecordSubject?, after: RecordSubject?) {
    self.reference = reference
    self.before = before
    self.after = after
    difference = LeafDifference()
  }

  /// Every leaf that differs; all of them where the record comes or goes. They are found when they are
  /// first asked for.
  public var leaves: [AttributeChange] {
    difference.leaves { Self.leaves(reference, before, after) }
  }

  private init(_ change: RecordChange, leaves: [AttributeChange]) {
    reference = change.reference
    before = change.before
    after = change.after
    origin = change.origin
    difference = LeafDifference(leaves)
  }

  /// Returns the change as one that gave a record another name: what differs is what is not as it
  /// was under the old one.
  func renamed(from origin: RecordSubject) -> RecordChange {
    var change = RecordChange(self, leaves: Self.leaves(reference, origin, after))
    change.origin = origin
    return change
  }

  /// Returns the change as the end of a name alone: the record goes on under another.
  func goingOnElsewhere() -> RecordChange { RecordChange(self, leaves: []) }

  /// Returns the change with only those leaves that another side of a merge does not account for: it
  /// accounts for a value that it has set since the two parted, while this side left it alone. To take
  /// a value that the other side only still has, or one of two new ones, is the merge's own doing.
  public func leavingOut(whatIsSetBy other: Value?, since base: Value?) -> RecordChange {
    let keys = (after ?? before)?.recordClass?.listKeys ?? .none
    let theirs = Self.table(other, keys)
    let common = Self.table(base, keys)
    return RecordChange(
      self,
      leaves: leaves.filter { leaf in
        guard let attribute = leaf.attribute else { return true }
        return theirs[attribute] != leaf.new || common[attribute] != leaf.old
      }
    )
  }

  private static func table(_ value: Value?, _ keys: ListKeys) -> [AttributePath: Value] {
    Dictionary((value?.leaves(keys: keys) ?? []).map { ($0.path, $0.value) }) { first, _ in first }
  }

  private static func leaves(
    _ reference: Reference,
    _ before: RecordSubject?,
    _ after: RecordSubject?
  ) -> [AttributeChange] {
    let keys = (after ?? before)?.recordClass?.listKeys ?? .none
    // A record that is not there differs in every leaf from one that is: both sides are maps.
    return AttributeDifference.between(
      before?.value ?? .map([:]),
      after?.value ?? .map([:]),
      of: reference,
      keys: keys
    ).filter { $0.attribute.map { !$0.isEmpty } ?? false }
  }

  /// Whether the record comes into being.
  public var isCreation: Bool { before == nil }

  /// Whether the record goes.
  public var isDeletion: Bool { after == nil }

  /// The file that a finding about the change points to: the record's, or the one it had.
  var file: String { (after ?? before)?.path ?? "" }

  /// Makes a finding about the change of one attribute.
  func finding(
    _ rule: any ExplainedRule.Type,
    at attribute: AttributePath,
    _ message: String,
    help: String? = nil,
    severity: Severity? = nil
  ) -> Finding {
    Finding(
      rule: rule.id,
      severity: severity ?? rule.severity,
      reference: reference.description,
      place: after?.place(of: attribute) ?? Place(file: file),
      attribute: attribute.isEmpty ? nil : attribute.description,
      message: message,
      help: help,
      length: after?.length(of: attribute)
    )
  }
}

/// The leaves of a change, which most rules do not ask for.
private final class LeafDifference: Sendable {
  private let known: Mutex<[AttributeChange]?>

  init(_ leaves: [AttributeChange]? = nil) { known = Mutex(leaves) }

  func leaves(_ find: () -> [AttributeChange]) -> [AttributeChange] {
    known.withLock { known in
      if let known { return known }
      let found = find()
      known = found
      return found
    }
  }
}
