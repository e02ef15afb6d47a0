internal import Git
internal import History
internal import Records
internal import Snapshots

/// Sorts what the libraries throw into what people are told.
enum FailureSorting {
  static func failure(for error: any Error) -> CommandFailure {
    switch error {
    case let failure as CommandFailure: return failure
    case let error as QueryError:
      return CommandFailure(
        .usage,
        "the query cannot be read: \(error.message)",
        details: error.excerpt
      )
    case let error as GitError: return CommandFailure(.failure, "\(error)")
    case let error as JournalError: return CommandFailure(.failure, "\(error)")
    case let error as SnapshotError: return CommandFailure(.failure, "\(error)")
    default: return CommandFailure(.failure, "unexpected failure: \(error)")
    }
  }
}
