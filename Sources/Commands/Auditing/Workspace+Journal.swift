internal import History

extension Workspace {
  /// Writes the journal of the repository.
  func journalWriter() throws -> JournalWriter {
    JournalWriter(
      repository,
      main: mainBranch(),
      memory: try? RecordIndex(repository).digests()
    )
  }
}
