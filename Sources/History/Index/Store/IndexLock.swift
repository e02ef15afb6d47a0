internal import Glibc

/// The right to write the index; one process has it at a time, and a process that dies gives it back.
final class IndexLock {
  private let descriptor: Int32
  /// Whether the last writer ended without giving the lock back: what it wrote must be checked.
  let followsACrash: Bool

  /// Takes the lock at `path`, waiting at most `patience` seconds for another writer.
  init(path: String, patience: Double) throws(IndexFailure) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      let reason: IndexFailure.Reason =
        switch errno {
        case EROFS, EACCES, EPERM: .readOnly
        case ENOSPC, EDQUOT: .diskFull
        default: .unreadable
        }
      throw IndexFailure(reason, at: path, String(cString: strerror(errno)))
    }
    var waited = 0.0
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard waited < patience else {
        close(descriptor)
        throw IndexFailure(.busy, at: path, "another process is writing it")
      }
      usleep(2_000)
      waited += 0.002
    }
    var status = stat()
    followsACrash = fstat(descriptor, &status) == 0 && status.st_size > 0
    // A mark that stays where this process is killed.
    _ = write(descriptor, "x", 1)
  }

  deinit {
    ftruncate(descriptor, 0)
    close(descriptor)
  }
}
