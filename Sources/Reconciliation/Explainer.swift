public import Documents
public import Records

/// Answers why values stand, from one reconciliation that is recomputed once.
public struct Explainer {
  let round: Round

  /// Recomputes a reconciliation.
  public init(_ input: ReconciliationInput) throws {
    var round = try Round(input)
    _ = try round.run()
    self.round = round
  }

  /// Explains the attributes of a record: those that it has come first, in its order. `attribute`
  /// limits the answer to it and what is below it. Without such a record there is no answer.
  public func explain(_ reference: Reference, only attribute: AttributePath? = nil) throws
    -> [Reconciliation.Explanation]
  {
    let settled = round.subjects[reference]?.decider
    guard let decider = try settled ?? round.decider(of: reference), !decider.isNew else {
      return []
    }
    let (counted, held) = round.sightings(of: reference)
    let present = decider.recordClass.leaves(of: decider.record)
    let paths = present.map(\.path)
    let contenders = Contenders(
      counted,
      held: held,
      of: decider.recordClass,
      rules: decider.input.identifierRules,
      record: decider.record,
      present: paths
    )
    let rules = decider.rules(counted, held: held)
    let current = Dictionary(present.map { ($0.path, $0.value) }) { first, _ in first }
    let order = paths + contenders.order.filter { current[$0] == nil }
    return try order.filter { attribute.map($0.hasPrefix) ?? true }.map { path in
      let all = contenders[path]
      let decision = try rules.decide(path, current: current[path], contenders: all)
      return Reconciliation.Explanation(
        attribute: path,
        value: current[path],
        rule: decision.rule,
        contenders: all,
        isDecidedBySource: decision.basis == .source
      )
    }
  }
}
