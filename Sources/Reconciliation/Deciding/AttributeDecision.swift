internal import Documents
internal import Records

/// Whether the word of a source counts for one attribute of a record, and why.
public struct AttributeDecision: Sendable, Hashable {
  /// What happens to the attribute.
  enum Action: Sendable, Hashable {
    /// It stays.
    case stand
    /// It gets a value.
    case set(Value)
    /// It loses its value.
    case remove
  }

  let action: Action
  /// Why, in words.
  public let rule: String
  /// Whether a source contradicts what stands, so that people should look.
  let isDrift: Bool

  static func stand(_ rule: String, drift: Bool = false) -> AttributeDecision {
    AttributeDecision(action: .stand, rule: rule, isDrift: drift)
  }
}

/// Decides the attributes of one record.
struct AttributeRules {
  let input: ReconciliationInput
  let reference: Reference
  let recordClass: RecordClass
  let record: Value
  let adoption: [String: SourceDefinition.Adoption]

  /// Decides one attribute; `contenders` are sorted, the one whose word counts first.
  func decide(
    _ attribute: AttributePath, current: Value?, contenders: [Contender]
  ) throws -> AttributeDecision {
    let description = recordClass.attributes[attribute]
    let winner = contenders.first
    if description?.isGoverned ?? true {
      return .stand(
        "governed: people decide it", drift: contradicts(winner, current, description))
    }
    if let pin = pin(on: attribute) { return .stand(pin) }
    guard let winner else { return try withoutWord(attribute, current) }
    if agrees(winner.value, current, description) { return .stand(Self.reason(contenders)) }
    guard current != nil else {
      if winner.value.isNull { return .stand(Self.reason(contenders)) }
      return AttributeDecision(
        action: .set(winner.value), rule: Self.reason(contenders), isDrift: false)
    }
    switch try input.lastWriter(reference, attribute, winner.source) {
    case .machine: break
    case .person: return .stand("a person wrote it", drift: true)
    case .personBeforeBinding:
      guard adoption[winner.source] == .take else {
        return .stand("a person wrote it before the record was bound", drift: true)
      }
    }
    return AttributeDecision(
      action: winner.value.isNull ? .remove : .set(winner.value), rule: Self.reason(contenders),
      isDrift: false)
  }

  /// Nobody says anything: what a machine wrote goes, what a person wrote stays.
  private func withoutWord(_ attribute: AttributePath, _ current: Value?) throws
    -> AttributeDecision
  {
    guard current != nil else { return .stand("no source says anything") }
    guard try input.lastWriter(reference, attribute, nil) == .machine else {
      return .stand("a person wrote it, and no source says anything")
    }
    return AttributeDecision(
      action: .remove, rule: "no source says it any more", isDrift: false)
  }

  /// The pin that holds the attribute as it is, in words.
  private func pin(on attribute: AttributePath) -> String? {
    for (name, pin) in record["pinned"]?.mapValue ?? [:] {
      guard let path = try? AttributePath(parsing: name), attribute.hasPrefix(path) else { continue }
      let until = pin["until"]?.stringValue
      if let until, let day = CalendarDay(until), day < input.day { continue }
      let reason = pin["reason"]?.stringValue ?? "no reason given"
      return "pinned\(until.map { " until \($0)" } ?? ""): \(reason)"
    }
    return nil
  }

  private func contradicts(
    _ winner: Contender?, _ current: Value?, _ description: AttributeDescription?
  ) -> Bool {
    guard let winner, let current, !winner.value.isNull else { return false }
    return !agrees(winner.value, current, description)
  }

  /// Whether both say the same, compared as the schema says.
  private func agrees(
    _ said: Value, _ current: Value?, _ description: AttributeDescription?
  ) -> Bool {
    if said.isNull { return current == nil }
    guard let current else { return false }
    if said == current { return true }
    guard let steps = description?.normalisation, !steps.isEmpty, let left = said.scalarText,
      let right = current.scalarText, let text = Normalisation.apply(steps, to: left)
    else { return false }
    return text == Normalisation.apply(steps, to: right)
  }

  /// Why the first of the contenders counts.
  static func reason(_ contenders: [Contender]) -> String {
    guard let winner = contenders.first else { return "no source says anything" }
    let word = winner.value.isNull ? "says that there is none" : "says it"
    guard contenders.count > 1 else { return "\(winner.source) alone \(word)" }
    let weight = "precedence \(winner.precedence) (\(winner.pattern))"
    guard contenders[1].precedence == winner.precedence else {
      return "\(winner.source) \(word) with the greatest \(weight)"
    }
    return "\(winner.source) \(word) last of those with \(weight)"
  }
}
