internal import Glibc

/// The right to write the journal: one process has it at a time, and one that dies gives it back.
///
/// It is the lock of the service, which holds it as long as it runs.
final class JournalLock {
  private let descriptor: Int32

  /// Takes the lock of a repository, waiting a few seconds for another writer; `folder` is
  /// the folder that its worktrees share.
  init(in folder: String) throws(JournalError) {
    let path = "\(folder)/cmdb/service.lock"
    mkdir("\(folder)/cmdb", 0o777)
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw JournalError("the lock \(path) cannot be taken: \(String(cString: strerror(errno)))")
    }
    var waits = 0
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR, waits < 500 else {
        close(descriptor)
        throw JournalError(
          "another process writes it",
          remedy: "where a service runs, deliver to it; else try again"
        )
      }
      waits += 1
      usleep(10_000)
    }
  }

  deinit { close(descriptor) }
}
