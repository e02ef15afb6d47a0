internal import Documents
internal import Records

/// Gives every sighting its record: by binding, else by identifiers, else a new one; or holds it.
struct Assignment {
  /// A sighting that cannot be applied, and why.
  struct Hold {
    var sighting: Sighting
    var finding: ReconciliationFinding
  }

  let input: ReconciliationInput
  private(set) var records: WorkingRecords
  /// The sightings that are held although they are bound to a record, by that record: what they said
  /// before stays as it is.
  private(set) var bound: [Reference: [Sighting]] = [:]
  /// Everything that is held.
  private(set) var holds: [Hold] = []
  /// The records that have a binding, with the sources that they are bound to.
  let bindings: BindingTable
  private var pending: [Sighting] = []

  init(_ input: ReconciliationInput) throws {
    self.input = input
    let table = IdentityTable(input.catalogue, rules: input.identifierRules)
    records = WorkingRecords(input.lookup, table: table)
    bindings = try BindingTable(input.lookup)
    let all = input.sources.sorted { $0.definition.name < $1.definition.name }
      .flatMap { $0.sightings(input.identifierRules, at: input.time) }
    try followBindings(all)
    try matchPending()
    try createRecords()
    try matchPending()
    for sighting in pending { holds.append(try hold(sighting)) }
  }

  private var identification: Identification { Identification(records: records) }

  private mutating func followBindings(_ all: [Sighting]) throws {
    var clear: [(sighting: Sighting, reference: Reference)] = []
    for sighting in all {
      let references = bindings.records(of: sighting)
      guard let reference = references.first else {
        pending.append(sighting)
        continue
      }
      if references.count > 1 {
        let values = try references.map { (reference: $0, value: try records.value(of: $0)) }
        holds.append(Hold(sighting: sighting, finding: Findings.copiedBinding(sighting, values)))
      } else if let attribute = try identification.contradiction(sighting, reference) {
        let value = try records.value(of: reference)
        holds.append(
          Hold(
            sighting: sighting,
            finding: Findings.rebind(sighting, reference, attribute, record: value)
          )
        )
      } else {
        clear.append((sighting, reference))
        continue
      }
      for reference in references { bound[reference, default: []].append(sighting) }
    }
    for (sighting, reference) in clear { try records.join(sighting, to: reference) }
  }

  /// Gives records to what is bound to none, until nobody finds one any more: each sighting that
  /// finds its record adds identifiers by which the next may find it.
  private mutating func matchPending() throws {
    var hasProgress = true
    while hasProgress {
      hasProgress = false
      var left: [Sighting] = []
      for sighting in pending {
        if let className = sighting.className,
          case .record(let reference) = try identification.match(sighting, className: className)
        {
          try records.join(sighting, to: reference)
          hasProgress = true
        } else {
          left.append(sighting)
        }
      }
      pending = left
    }
  }

  private mutating func createRecords() throws {
    var left: [Sighting] = []
    for sighting in pending {
      guard try mayCreate(sighting), let className = sighting.className else {
        left.append(sighting)
        continue
      }
      switch try identification.match(sighting, className: className) {
      case .record(let reference): try records.join(sighting, to: reference)
      case .unclear: left.append(sighting)
      case .nothing: try create(className, from: sighting)
      }
    }
    pending = left
  }

  private func mayCreate(_ sighting: Sighting) throws -> Bool {
    let source = sighting.source
    guard source.definition.unknown == .create, !sighting.observation.isPartial,
      sighting.className.flatMap(input.catalogue.recordClass) != nil
    else { return false }
    return try input.deletedRecord(source.name, sighting.key) == nil
  }

  private mutating func create(_ className: String, from sighting: Sighting) throws {
    guard let recordClass = input.catalogue.recordClass(className) else { return }
    guard
      let reference = try RecordNaming(records: records).reference(
        className: className,
        for: sighting
      )
    else {
      holds.append(Hold(sighting: sighting, finding: Findings.nameless(sighting)))
      return
    }
    var objections: [String]
    do {
      let start = try NewRecord.start(
        sighting,
        reference: reference,
        recordClass: recordClass,
        rules: input.identifierRules
      )
      let decider = RecordDecider(
        input: input,
        reference: reference,
        recordClass: recordClass,
        record: start,
        isNew: true
      )
      objections = try input.objections(
        to: try decider.decide([sighting]).value,
        as: reference
      )
      if objections.isEmpty {
        try records.create(reference, from: sighting, start: start)
        return
      }
    } catch let error as EditError {
      objections = [error.message]
    }
    holds.append(
      Hold(sighting: sighting, finding: Findings.invalid(sighting, reference, objections))
    )
  }

  /// Why a sighting that found no record is held.
  private func hold(_ sighting: Sighting) throws -> Hold {
    guard let className = sighting.className else {
      return Hold(sighting: sighting, finding: Findings.classless(sighting))
    }
    guard input.catalogue.hasClass(className) else {
      return Hold(sighting: sighting, finding: Findings.noSuchClass(sighting, className))
    }
    if case .unclear(let references, let reason) = try identification.match(
      sighting,
      className: className
    ) {
      let known = try references.map { (reference: $0, keys: try keys(of: $0, sighting.source)) }
      return Hold(sighting: sighting, finding: Findings.duplicate(sighting, known, reason))
    }
    if let deleted = try input.deletedRecord(sighting.source.name, sighting.key) {
      let restoration = try input.restoration(deleted)
      return Hold(
        sighting: sighting,
        finding: Findings.deleted(sighting, deleted, restoration: restoration)
      )
    }
    return Hold(sighting: sighting, finding: Findings.unmatched(sighting, className))
  }

  /// The keys under which a source knows a record, those found in this round included.
  private func keys(of reference: Reference, _ source: SourceReading) throws -> [String] {
    var keys = try records.value(of: reference)?["sources"]?[source.name]?.texts ?? []
    for sighting in records.sightings[reference] ?? [] where sighting.source.name == source.name {
      if !keys.contains(sighting.key) { keys.append(sighting.key) }
    }
    return keys
  }
}
