internal import Documents
public import Git
internal import History
public import Reconciliation
internal import Records
public import Snapshots
internal import Validation

/// A reconciliation at one commit of the main branch, with the deliveries that it considers.
public struct ReconciliationPlan {
  /// What reconciliation is asked.
  public let input: ReconciliationInput

  /// Plans a reconciliation of the records of `main` with the deliveries of `heads`.
  ///
  /// The reconciliation time is the greatest committer time among the deliveries; without one it is
  /// that of `main`.
  public init(
    repository: Repository,
    main: ObjectID,
    snapshot: Snapshot,
    sources: SourceCatalogue,
    heads: [String: ObjectID]
  ) throws {
    let versions = RecordVersions(repository, catalogue: snapshot.catalogue)
    let reader = ObservationReader(repository)
    var states: [SourceState] = []
    var time: Int64?
    for source in sources.sources {
      guard let head = heads[source.name] else { continue }
      let commit = try repository.readCommit(head)
      time = max(time ?? commit.committer.time, commit.committer.time)
      let observations = try reader.observations(in: head)
      states.append(
        SourceState(
          definition: source,
          observations: observations,
          delivery: head.hex,
          time: commit.committer.time,
          changed: try reader.times(of: observations.keys, in: head)
        )
      )
    }
    let writers = WriterTable(versions, main: main, snapshot: snapshot)
    let deleted = DeletedBindings(repository, main: main, versions: versions)
    let judge = RecordJudge(
      snapshot,
      day: CalendarDay(secondsSince1970: time ?? 0),
      rules: RuleList.withoutSearch
    )
    input = ReconciliationInput(
      lookup: snapshot,
      catalogue: snapshot.catalogue,
      sources: states,
      identifierRules: sources.identifierRules,
      lastWriter: { reference, attribute, source in
        try writers.lastWriter(of: attribute, in: reference, boundTo: source)
      },
      deletedRecord: { source, key in try deleted.record(source, key) },
      judge: { reference, value in try judge.objections(to: value, as: reference) },
      time: try time ?? repository.readCommit(main).committer.time
    )
  }
}
