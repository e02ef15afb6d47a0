internal import Documents
public import Git
internal import History
public import Reconciliation
internal import Records
public import Snapshots

/// A reconciliation at one commit of the main branch, with the deliveries that it considers.
public struct ReconciliationPlan {
  /// What reconciliation is asked.
  public private(set) var input: ReconciliationInput

  /// Plans a reconciliation of the records of `main` with the deliveries of `heads`.
  ///
  /// The reconciliation time is the greatest committer time among the deliveries; without one it is
  /// that of `main`. `machines` tells what machines wrote; without it, commits are taken at their
  /// word.
  public init(
    repository: Repository,
    main: ObjectID,
    snapshot: Snapshot,
    sources: SourceCatalogue,
    heads: [String: ObjectID],
    machines: MachineCommits?
  ) throws {
    let versions = RecordVersions(repository, catalogue: snapshot.catalogue)
    let reader = ObservationReader(repository)
    var states: [SourceState] = []
    var time: Int64?
    for source in sources.sources {
      guard let head = heads[source.name] else {
        // It never said anything that is part of the main branch, so it says nothing; unless the
        // history is cut off, where nobody knows.
        if !repository.isShallow {
          states.append(SourceState(definition: source, observations: [:], delivery: "", time: 0))
        }
        continue
      }
      let commit = try repository.readCommit(head)
      time = max(time ?? commit.committer.time, commit.committer.time)
      let said = try reader.said(in: head)
      states.append(
        SourceState(
          definition: source,
          observations: said.observations,
          delivery: head.hex,
          time: commit.committer.time,
          changed: said.times,
          unreadable: said.unreadable
        )
      )
    }
    let writers = WriterTable(versions, main: main, snapshot: snapshot, machines: machines)
    let deleted = DeletedBindings(repository, main: main, versions: versions)
    let now = try time ?? repository.readCommit(main).committer.time
    let judge = try RecordJudge(snapshot, day: CalendarDay(secondsSince1970: now))
    input = ReconciliationInput(
      lookup: snapshot,
      catalogue: snapshot.catalogue,
      sources: states,
      identifierRules: sources.identifierRules,
      lastWriter: { reference, attribute, source in
        try writers.lastWriter(of: attribute, in: reference, boundTo: source)
      },
      deletedRecord: { source, key in try deleted.record(source, key) },
      judge: { reference, value, records in
        try judge.objections(to: value, as: reference, among: records)
      },
      time: now,
      formerlyBound: try FormerBindings(versions: versions, snapshot: snapshot).references(at: main)
    )
    input.restoration = { try deleted.restoration(of: $0) }
  }
}
