internal import Dispatch
internal import Git
internal import Records
internal import Synchronization

/// What commits changed, listed by git while others are written.
final class ListedCommits: Sendable {
  private let commits: [ObjectID]
  private let found = Mutex<FirstParentChanges?>(nil)
  private let done = DispatchSemaphore(value: 0)

  /// Begins to list commits that are given parents first; they come the newest first.
  init(_ commits: [ObjectID], in folder: String) {
    self.commits = commits.reversed()
    DispatchQueue.global().async {
      let repository = try? Repository.open(at: folder)
      let changes = try? repository?.firstParentChanges(of: self.commits, under: RecordLayout.root)
      self.found.withLock { $0 = changes }
      self.done.signal()
    }
  }

  /// Waits for the list; where it could not be had, it is made here, where what fails can be said.
  func changes(_ repository: Repository) throws(GitError) -> FirstParentChanges {
    done.wait()
    if let changes = found.withLock({ $0.take() }) { return changes }
    return try repository.firstParentChanges(of: commits, under: RecordLayout.root)
  }
}
