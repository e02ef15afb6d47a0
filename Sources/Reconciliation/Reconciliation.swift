public import Documents
public import Records

/// Decides, attribute by attribute, whose value stands.
///
/// A pure function: the same input gives the same outcome, in whatever order the sources are given,
/// and recomputing after the changes were made changes nothing.
public struct Reconciliation {
  private let input: ReconciliationInput
  private var records: WorkingRecords
  private var findings: [ReconciliationFinding] = []
  private var held: [String: Int] = [:]
  /// The sightings of each record that exists already.
  private var sightings: [Reference: [Sighting]] = [:]
  /// The records whose bound observations are held, so that nothing of theirs is taken away.
  private var guarded: Set<Reference> = []

  private init(_ input: ReconciliationInput) {
    self.input = input
    records = WorkingRecords(input.lookup, catalogue: input.catalogue)
  }

  /// Reconciles everything that the sources say with the records.
  public static func run(_ input: ReconciliationInput) throws -> ReconciliationOutcome {
    var run = Reconciliation(input)
    try run.identifyAll()
    return try run.outcome()
  }

  // MARK: Identification

  private mutating func identifyAll() throws {
    let all = input.sources.sorted { $0.definition.name < $1.definition.name }
      .flatMap { $0.sightings(input.identifierRules, day: input.day) }
    let bindings = try BindingTable(input.lookup)
    var unbound: [Sighting] = []
    for sighting in all {
      if let reference = bindings.record(of: sighting) {
        try bindAgain(sighting, to: reference)
      } else {
        unbound.append(sighting)
      }
    }
    var unknown: [Sighting] = []
    for sighting in unbound where try !bindToExisting(sighting) { unknown.append(sighting) }
    for sighting in unknown { try settleUnknown(sighting) }
  }

  private var identification: Identification {
    Identification(
      lookup: records,
      catalogue: input.catalogue,
      rules: input.identifierRules
    )
  }

  private mutating func bindAgain(_ sighting: Sighting, to reference: Reference) throws {
    guard let record = try records.record(reference) else { return }
    if let attribute = identification.contradiction(sighting, record) {
      let recordClass = input.catalogue.recordClass(reference.className)
      hold(
        sighting,
        .rebind,
        reference,
        attribute: attribute,
        value: recordClass.flatMap { $0.identifiers(in: record.value, at: attribute).first }
          .map { .string($0) },
        observed: Value.map(sighting.attributes).values(at: attribute).first,
        "\(sighting.source.name) knows \(reference) as \(sighting.key), but \(attribute) differs; "
          + "move the key to the right record's sources, or correct \(attribute)"
      )
      guarded.insert(reference)
      return
    }
    sightings[reference, default: []].append(sighting)
  }

  /// Binds a sighting to the record that its identifiers name; false where there is none.
  private mutating func bindToExisting(_ sighting: Sighting) throws -> Bool {
    guard let className = sighting.className else { return false }
    switch try identification.record(for: sighting, className: className) {
    case .nothing: return false
    case .record(let reference):
      sightings[reference, default: []].append(sighting)
      return true
    case .ambiguous(let candidates):
      let names = candidates.map(\.description).joined(separator: ", ")
      hold(
        sighting,
        .duplicate,
        candidates[0],
        "\(sighting.key) of \(sighting.source.name) may be each of \(names); merge them with cmdb rm, "
          + "or write the key into the sources of the right one"
      )
      return true
    }
  }

  private mutating func settleUnknown(_ sighting: Sighting) throws {
    if let deleted = try input.deletedRecord(sighting.source.name, sighting.key) {
      hold(
        sighting,
        .deleted,
        deleted,
        "\(deleted) was deleted, but \(sighting.source.name) still sees \(sighting.key); "
          + "write an ignore entry into sources/\(sighting.source.name).yaml, or bring the record "
          + "back with cmdb restore \(deleted)"
      )
      return
    }
    // Another sighting of the same thing may just have created its record.
    if try bindToExisting(sighting) { return }
    guard let className = sighting.className, sighting.source.unknown == .create else {
      let why =
        sighting.className == nil
        ? "no class rule of \(sighting.source.name) holds for \(sighting.key)"
        : "no record is \(sighting.key) of \(sighting.source.name), which creates none"
      hold(
        sighting,
        .unmatched,
        nil,
        "\(why); write the record with cmdb new, or an ignore entry into "
          + "sources/\(sighting.source.name).yaml"
      )
      return
    }
    try create(className, from: sighting)
  }

  private mutating func create(_ className: String, from sighting: Sighting) throws {
    guard let recordClass = input.catalogue.recordClass(className),
      let reference = try RecordNaming(records: records).reference(
        className: className,
        for: sighting
      )
    else {
      hold(
        sighting,
        .unmatched,
        nil,
        "\(sighting.key) of \(sighting.source.name) gives no usable id"
      )
      return
    }
    let value = try NewRecord(sighting, reference: reference, recordClass: recordClass).value
    let objections = try input.judge(reference, value)
    guard objections.isEmpty else {
      hold(
        sighting,
        .invalid,
        nil,
        "\(reference) would be invalid: \(objections.joined(separator: "; "))"
      )
      return
    }
    try records.create(reference, value)
    sightings[reference, default: []].append(sighting)
  }

  private mutating func hold(
    _ sighting: Sighting,
    _ kind: ReconciliationFinding.Kind,
    _ reference: Reference?,
    attribute: AttributePath? = nil,
    value: Value? = nil,
    observed: Value? = nil,
    _ message: String
  ) {
    held[sighting.source.name, default: 0] += 1
    findings.append(
      ReconciliationFinding(
        kind: kind,
        reference: reference,
        attribute: attribute,
        source: sighting.source.name,
        key: sighting.key,
        value: value,
        observed: observed,
        since: sighting.time,
        message: message
      )
    )
  }

  // MARK: Decisions

  private mutating func outcome() throws -> ReconciliationOutcome {
    var changes: [ReconciliationOutcome.Change] = []
    // A record that nobody sees any more may still hold what a machine wrote.
    let bound = try BindingTable(input.lookup).records
    for reference in bound.union(sightings.keys).sorted() {
      if let change = try change(of: reference, sightings[reference] ?? []) {
        changes.append(change)
      }
    }
    return ReconciliationOutcome(changes: changes, findings: findings.sorted(), held: held)
  }

  private mutating func change(of reference: Reference, _ all: [Sighting]) throws
    -> ReconciliationOutcome.Change?
  {
    guard let record = try records.record(reference),
      let recordClass = input.catalogue.recordClass(reference.className)
    else { return nil }
    let isNew = records.isCreated(reference)
    let start = record.value
    var counted = all.sorted(by: Sighting.precedes)
    while true {
      let decisions = try decisions(
        reference,
        recordClass,
        start,
        counted,
        isNew: isNew
      )
      let value = try start.applying(
        decisions.edits,
        keys: recordClass.listKeys,
        order: recordClass.keyOrder
      )
      let objections =
        decisions.edits.isEmpty ? [] : try input.judge(reference, value)
      if objections.isEmpty || counted.isEmpty {
        findings += decisions.drift
        if !isNew && (decisions.edits.isEmpty || !objections.isEmpty) { return nil }
        return ReconciliationOutcome.Change(
          reference: reference,
          isNew: isNew,
          edits: decisions.edits,
          value: value,
          sources: Array(Set(counted.map(\.source.name))).sorted()
        )
      }
      // What is valid alone may be invalid together: the word that weighs least is held.
      let least = counted.removeLast(least: recordClass)
      guarded.insert(reference)
      hold(
        least,
        .invalid,
        reference,
        "\(reference) would be invalid with what \(least.source.name) says of \(least.key): "
          + objections.joined(separator: "; ")
      )
    }
  }

  private struct Decisions {
    var edits: [DocumentEdit] = []
    var drift: [ReconciliationFinding] = []
  }

  private func decisions(
    _ reference: Reference,
    _ recordClass: RecordClass,
    _ record: Value,
    _ counted: [Sighting],
    isNew: Bool
  ) throws -> Decisions {
    let contenders = Contenders(counted, of: recordClass)
    let present = recordClass.leaves(of: record)
    let current = Dictionary(present.map { ($0.path, $0.value) }) { first, _ in first }
    let rules = AttributeRules(
      input: input,
      reference: reference,
      recordClass: recordClass,
      record: record,
      adoption: Dictionary(
        counted.map { ($0.source.name, $0.source.adoption) }
      ) { first, _ in first }
    )
    var decisions = Decisions()
    var removed: [AttributePath] = []
    let unsaid =
      isNew || guarded.contains(reference)
      ? [] : present.map(\.path).filter { contenders.byAttribute[$0] == nil }
    for attribute in contenders.order + unsaid {
      let decision = try rules.decide(
        attribute,
        current: current[attribute],
        contenders: contenders.byAttribute[attribute] ?? []
      )
      if decision.isDrift, let winner = contenders.winner(of: attribute) {
        decisions.drift.append(
          drift(reference, attribute, current[attribute], winner, decision.rule)
        )
      }
      switch decision.action {
      case .stand: break
      case .set(let value): decisions.edits.append(.set(attribute, value))
      case .remove: removed.append(attribute)
      }
    }
    decisions.edits += ItemRemoval(present: present.map(\.path), keys: recordClass.listKeys)
      .edits(removing: removed)
    for (source, keys) in Dictionary(grouping: counted, by: \.source.name).sorted(by: { $0.key < $1.key }) {
      decisions.edits += Bindings.adding(keys.map(\.key), of: source, to: record)
    }
    return decisions
  }

  private func drift(
    _ reference: Reference,
    _ attribute: AttributePath,
    _ value: Value?,
    _ winner: Contender,
    _ rule: String
  ) -> ReconciliationFinding {
    ReconciliationFinding(
      kind: .drift,
      reference: reference,
      attribute: attribute,
      source: winner.source,
      key: winner.key,
      value: value,
      observed: winner.value,
      since: winner.observedAt,
      message: "\(winner.source) says otherwise, but the value stands (\(rule)); "
        + "cmdb set \(reference) \(attribute)=… takes it over"
    )
  }

  // MARK: Explanation

  /// One attribute with everything that is said of it.
  public struct Explanation: Sendable {
    /// The attribute.
    public let attribute: AttributePath
    /// The value that stands, or nil.
    public let value: Value?
    /// Why it stands.
    public let rule: String
    /// What the sources say, the one whose word counts most first.
    public let contenders: [Contender]
    /// Whether the first contender's value is the one that stands by its word.
    public let isDecidedBySource: Bool
  }

  /// Explains the attributes of a record: who says what, and why the value that stands does.
  public static func explain(
    _ reference: Reference,
    only attribute: AttributePath? = nil,
    in input: ReconciliationInput
  ) throws -> [Explanation] {
    var run = Reconciliation(input)
    try run.identifyAll()
    guard let record = try run.records.record(reference),
      let recordClass = input.catalogue.recordClass(reference.className)
    else { return [] }
    let counted = (run.sightings[reference] ?? []).sorted(by: Sighting.precedes)
    let contenders = Contenders(counted, of: recordClass)
    let value = record.value
    let rules = AttributeRules(
      input: input,
      reference: reference,
      recordClass: recordClass,
      record: value,
      adoption: Dictionary(
        counted.map { ($0.source.name, $0.source.adoption) }
      ) { first, _ in first }
    )
    let present = recordClass.leaves(of: value)
    let current = Dictionary(present.map { ($0.path, $0.value) }) { first, _ in first }
    let order = present.map(\.path) + contenders.order.filter { current[$0] == nil }
    return try order.filter { attribute.map($0.hasPrefix) ?? true }.map { path in
      let all = contenders.byAttribute[path] ?? []
      let decision = try rules.decide(path, current: current[path], contenders: all)
      let isGoverned = recordClass.attributes[path]?.isGoverned ?? true
      return Explanation(
        attribute: path,
        value: current[path],
        rule: decision.rule,
        contenders: all,
        isDecidedBySource: !isGoverned && !decision.isDrift && !all.isEmpty
          && decision.rule == AttributeRules.reason(all)
      )
    }
  }
}

extension [Sighting] {
  /// Takes out the sighting whose word weighs least.
  fileprivate mutating func removeLast(least recordClass: RecordClass) -> Sighting {
    let weights = map { sighting in
      sighting.leaves(of: recordClass).map {
        sighting.source.precedence(of: $0.path, className: recordClass.name).weight
      }.max() ?? 0
    }
    let index = indices.min { left, right in
      (weights[left], self[left].time, right) < (weights[right], self[right].time, left)
    }
    return remove(at: index ?? startIndex)
  }
}
