internal import Documents
internal import Records

/// Decides the attributes of one record.
struct AttributeRules {
  let input: ReconciliationInput
  let reference: Reference
  let recordClass: RecordClass
  let record: Value
  /// Whether the record is being created, so that nobody wrote anything yet.
  let isNew: Bool
  /// What each source does about values that people wrote before it knew the record.
  let adoption: [String: SourceDefinition.Adoption]
  /// Why nothing is taken away for want of somebody who says it, or nil.
  let keepsUnsaid: String?
  private let pins: [(path: AttributePath, reason: String)]

  init(
    input: ReconciliationInput,
    reference: Reference,
    recordClass: RecordClass,
    record: Value,
    isNew: Bool,
    adoption: [String: SourceDefinition.Adoption],
    keepsUnsaid: String?
  ) {
    self.input = input
    self.reference = reference
    self.recordClass = recordClass
    self.record = record
    self.isNew = isNew
    self.adoption = adoption
    self.keepsUnsaid = keepsUnsaid
    pins = Self.pins(in: record, on: input.day)
  }

  /// Decides one attribute; `contenders` are sorted, the one whose word counts first.
  func decide(_ attribute: AttributePath, current: Value?, contenders: [Contender]) throws
    -> AttributeDecision
  {
    let current = current.flatMap(\.unlessNull)
    let description = recordClass.attributes[attribute]
    if let decision = withoutSources(attribute, current, contenders.first) { return decision }
    guard let winner = contenders.first else { return try unsaid(attribute, current) }
    if winner.isHeld {
      return AttributeDecision(
        action: .stand,
        basis: .held,
        rule: "what \(winner.source) says of \(winner.key) is held, so the value stays as it was"
      )
    }
    let rule = Self.reason(contenders)
    let taken = AttributeDecision(
      action: winner.value.isNull ? .remove : .set(winner.value),
      basis: .source,
      rule: rule
    )
    if agrees(winner.value, current, description) {
      return AttributeDecision(action: .stand, basis: .source, rule: rule)
    }
    if current == nil || isNew { return taken }
    switch try input.lastWriter(reference, attribute, winner.source) {
    case .machine: return taken
    case .person:
      return AttributeDecision(
        action: .stand,
        basis: .person,
        rule: "a person wrote it",
        isDrift: true
      )
    case .personBeforeBinding:
      let adoption = adoption[winner.source] ?? .ask
      if adoption == .take { return taken }
      return AttributeDecision(
        action: .stand,
        basis: .person,
        rule: "a person wrote it before the record was bound",
        isDrift: adoption == .ask
      )
    }
  }

  /// What stands whatever sources say: bindings, what people decide, and what is pinned.
  private func withoutSources(
    _ attribute: AttributePath,
    _ current: Value?,
    _ winner: Contender?
  ) -> AttributeDecision? {
    let description = recordClass.attributes[attribute]
    if attribute.hasPrefix(Bindings.attribute) {
      return AttributeDecision(
        action: .stand,
        basis: .governed,
        rule: "a binding: written when the thing was identified, and moved by people only"
      )
    }
    if description?.isGoverned ?? true {
      let isDrift =
        current != nil && !(winner?.value.isNull ?? true)
        && !agrees(winner?.value, current, description)
      return AttributeDecision(
        action: .stand,
        basis: .governed,
        rule: "governed: people decide it",
        isDrift: isDrift
      )
    }
    if let pin = pins.first(where: { attribute.hasPrefix($0.path) }) {
      return AttributeDecision(action: .stand, basis: .pinned, rule: pin.reason)
    }
    return nil
  }

  /// Nobody says anything: what a machine wrote goes, what a person wrote stays.
  private func unsaid(_ attribute: AttributePath, _ current: Value?) throws -> AttributeDecision {
    guard current != nil, !isNew else {
      return AttributeDecision(action: .stand, basis: .nobody, rule: "no source says anything")
    }
    guard try input.lastWriter(reference, attribute, nil) == .machine else {
      return AttributeDecision(
        action: .stand,
        basis: .person,
        rule: "a person wrote it, and no source says anything"
      )
    }
    if let keepsUnsaid {
      return AttributeDecision(action: .stand, basis: .held, rule: keepsUnsaid)
    }
    return AttributeDecision(
      action: .remove,
      basis: .nobody,
      rule: "no source says it any more"
    )
  }

  /// The pins that hold on a day, each with its reason in words.
  private static func pins(in record: Value, on day: CalendarDay) -> [(
    path: AttributePath, reason: String
  )] {
    (record["pinned"]?.mapValue ?? [:]).compactMap { name, pin in
      guard let path = try? AttributePath(parsing: name) else { return nil }
      let until = pin["until"]?.scalarText
      if let last = until.flatMap({ CalendarDay($0) }), last < day { return nil }
      let reason = pin["reason"]?.scalarText ?? "no reason given"
      return (path, "pinned\(until.map { " until \($0)" } ?? ""): \(reason)")
    }
  }

  /// Whether both say the same, compared as the schema says.
  private func agrees(
    _ said: Value?,
    _ current: Value?,
    _ description: AttributeDescription?
  ) -> Bool {
    guard let said, !said.isNull else { return current == nil }
    guard let current else { return false }
    if said == current { return true }
    guard let steps = description?.normalisation, !steps.isEmpty, let left = said.scalarText,
      let right = current.scalarText, let text = Normalisation.apply(steps, to: left)
    else { return false }
    guard let other = Normalisation.apply(steps, to: right) else { return false }
    // Both byte orders of a UUID are one.
    return text == other || (steps.contains(.uuid) && IdentifierRules.swapped(uuid: text) == other)
  }

  /// Why the first of the contenders counts.
  static func reason(_ contenders: [Contender]) -> String {
    guard let winner = contenders.first else { return "no source says anything" }
    let word = winner.value.isNull ? "says that there is none" : "says it"
    guard contenders.count > 1 else { return "\(winner.source) alone \(word)" }
    let next = contenders[1]
    if winner.isFresh != next.isFresh {
      return "\(winner.source) \(word), and \(next.source) is past its freshness window"
    }
    let weight = "precedence \(winner.precedence) (\(winner.pattern))"
    if winner.precedence != next.precedence {
      return "\(winner.source) \(word) with the greatest \(weight)"
    }
    if winner.observedAt != next.observedAt {
      return "\(winner.source) \(word) last of those with \(weight)"
    }
    return "\(winner.source) \(word), first by name of those with \(weight) and one time"
  }
}
