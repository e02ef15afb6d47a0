internal import Git
internal import Glibc
internal import Snapshots

/// A note beside the index that a history cannot be read whole, so that not every command tries anew
/// and gives up late. It holds for one commit: another one, or a clone that was deepened, is tried.
struct IndexRefusal {
  private let path: String

  init(beside index: String) { path = index + ".refused" }

  /// Throws where the history of the target was tried before.
  func check(_ target: IndexTarget) throws(IndexFailure) {
    guard let known = try? FollowingFiles(root: "/").content(at: path),
      known.starts(with: key(target).utf8)
    else { return }
    let reason = String(decoding: known.dropFirst(key(target).utf8.count), as: UTF8.self)
    throw IndexFailure(.incomplete, at: path, reason)
  }

  /// Notes that git could not read the history of the target, and returns what to throw.
  func note(_ error: GitError, _ target: IndexTarget) -> IndexFailure {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    if descriptor >= 0 {
      let text = Array("\(key(target))\(error)".utf8)
      // What cannot be noted is tried again next time.
      _ = text.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      close(descriptor)
    }
    return IndexFailure(.incomplete, at: path, "\(error)")
  }

  /// Forgets what was noted.
  func forget() { unlink(path) }

  private func key(_ target: IndexTarget) -> String { "\(target.commit) \(target.edges)\n" }
}
