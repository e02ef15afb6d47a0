import Commands
import TestSupport

/// The sample repository with its history, made once for all tests that only read it.
enum DemoRepository {
  private static let folder = TemporaryFolder()

  /// The top of its working tree.
  static let path: String = {
    let path = "\(folder.path)/inventory"
    let run = CommandRun(["demo", path, "--quiet"], in: folder.path)
    precondition(run.status == .success, run.errors)
    return path
  }()

  /// A copy that a test may change.
  static func copy() -> TemporaryFolder {
    let copy = TemporaryFolder()
    precondition(Shell.run(["cp", "-a", "\(path)/.", copy.path]).status == 0)
    return copy
  }
}
