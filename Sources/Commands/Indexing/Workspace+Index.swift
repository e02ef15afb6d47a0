internal import Git
internal import History
internal import Records

extension Workspace {
  /// The commit that the index is kept at: the head of the main branch, or HEAD where there is no such
  /// branch; nil in a repository without commits.
  func indexedCommit() throws -> ObjectID? {
    if let main = try repository.reference(mainBranch()) { return main }
    return try headIfAny()
  }

  /// The history of records, as a commit with these classes sees it.
  func history(_ catalogue: ClassCatalogue) -> RecordHistory {
    RecordHistory(repository, catalogue: catalogue, index: index)
  }

  /// Says why an answer was found without the index, where that will not mend itself.
  func warnOfIndex(_ history: RecordHistory) {
    if let failure = history.failure { warn(of: failure) }
  }

  /// The records that a query may match at a past moment, as the index knows them; nil where it does
  /// not, and every record is to be read.
  func candidates(for query: Query, at moment: Moment, _ catalogue: ClassCatalogue) throws
    -> [Reference]?
  {
    do {
      return try index?.candidates(for: query, at: moment.commit, catalogue)
    } catch let failure as IndexFailure {
      if failure.isWorthAWarning { warn(of: failure) }
      return nil
    }
  }

  private func warn(of failure: IndexFailure) {
    if failure.isWorthAWarning {
      context.terminal.say(
        "cmdb: warning: \(failure): the answer was found by walking: cmdb index rebuild"
      )
    } else if failure.reason == .behind || failure.reason == .missing,
      context.terminal.showsProgress
    {
      context.terminal.say("cmdb: found by walking; cmdb index rebuild makes such answers quick")
    }
  }
}
