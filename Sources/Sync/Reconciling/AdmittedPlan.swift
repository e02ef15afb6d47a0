public import Git
internal import Documents
public import Reconciliation
public import Records
public import Snapshots

/// A reconciliation of everything that was delivered since, but for what goes beyond the limits of
/// its source: that waits until a person accepts it, and what the source said before counts.
public struct AdmittedPlan {
  /// What is reconciled.
  public let plan: ReconciliationPlan
  /// The sources that moved since the last merge, with the deliveries that are admitted; sorted by
  /// source.
  public let moved: [(source: String, head: ObjectID)]
  /// What came of it, where that was needed to admit deliveries.
  private let reconciled: ReconciliationOutcome?

  /// Returns what comes of it, with a finding for each source whose newest delivery waits.
  public func outcome() throws -> ReconciliationOutcome {
    try reconciled ?? Reconciliation.run(plan.input)
  }

  /// Plans over the records of `main`; `builtIn` are the schemas that the program
  /// brings along.
  public init(
    _ repository: Repository,
    main: ObjectID,
    snapshot: Snapshot,
    builtIn: [SchemaFile]
  ) throws {
    let sources = try SourceCatalogue(snapshot)
    let known = try SourceHeads.reachable(from: main, of: sources.sources, in: repository)
    let newest = try SourceHeads.moved(sources.sources, over: main, beyond: known, in: repository)
    let limits = DeliveryLimits(repository)
    let machines = MachineCommits(repository, builtIn: builtIn)
    var admission = Admission(limits: limits, known: known, heads: newest)
    try admission.holdWhatIsTooLarge(of: sources)
    while true {
      let plan = try ReconciliationPlan(
        repository: repository,
        main: main,
        snapshot: snapshot,
        sources: sources,
        heads: known.merging(admission.heads) { $1 },
        machines: machines
      )
      // Where nobody said anything new there is nothing to admit.
      if newest.isEmpty {
        (self.plan, reconciled, moved) = (plan, nil, [])
        return
      }
      var outcome = try Reconciliation.run(plan.input)
      let beyond = try Self.creatingTooMuch(outcome, sources, admission.heads, known, limits)
      guard beyond.isEmpty else {
        for (source, head, excess) in beyond {
          let base = try limits.accepted(source, from: head, after: known[source.name])
          try admission.hold(source, at: head, backTo: base, excess)
        }
        continue
      }
      outcome.findings = (outcome.findings + admission.waiting.values).sorted()
      self.plan = plan
      reconciled = outcome
      moved = admission.heads.sorted { $0.key < $1.key }.map { (source: $0.key, head: $0.value) }
      return
    }
  }

  /// Which deliveries are admitted, and which wait.
  private struct Admission {
    let limits: DeliveryLimits
    let known: [String: ObjectID]
    var heads: [String: ObjectID]
    var waiting: [String: ReconciliationFinding] = [:]

    /// Holds the deliveries that change or withdraw more than their sources may.
    mutating func holdWhatIsTooLarge(of sources: SourceCatalogue) throws {
      for source in sources.sources where source.isEnabled {
        guard let head = heads[source.name] else { continue }
        let base = try limits.accepted(source, from: head, after: known[source.name])
        let extent = try limits.extent(from: base ?? known[source.name], to: head)
        let excess = extent.excess(over: source)
        if !excess.isEmpty { try hold(source, at: head, backTo: base, excess) }
      }
    }

    /// Sets a source back to what was accepted last, or to what is merged.
    mutating func hold(
      _ source: SourceDefinition,
      at head: ObjectID,
      backTo accepted: ObjectID?,
      _ excess: [String]
    ) throws {
      heads[source.name] = accepted
      waiting[source.name] = try limits.finding(source, head, excess)
    }
  }

  /// The sources for whose things more records would be created than they may, with the delivery.
  private static func creatingTooMuch(
    _ outcome: ReconciliationOutcome,
    _ sources: SourceCatalogue,
    _ heads: [String: ObjectID],
    _ known: [String: ObjectID],
    _ limits: DeliveryLimits
  ) throws -> [(SourceDefinition, ObjectID, [String])] {
    let created = Dictionary(
      outcome.changes.compactMap { $0.creator.map { ($0, 1) } },
      uniquingKeysWith: +
    )
    return try sources.sources.compactMap { source in
      guard let count = created[source.name], let head = heads[source.name],
        let base = known[source.name], !source.accepts(head.hex)
      else { return nil }
      var extent = DeliveryExtent(things: try limits.things(in: base))
      extent.created = count
      let excess = extent.excess(over: source)
      return excess.isEmpty ? nil : (source, head, excess)
    }
  }
}
