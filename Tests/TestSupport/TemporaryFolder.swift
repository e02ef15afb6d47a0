import Glibc

/// A folder of a test's own, which goes when the value goes.
public final class TemporaryFolder: Sendable {
  /// The absolute path.
  public let path: String

  /// Creates an empty folder.
  public init() {
    var template = Array("/tmp/cmdb-test-XXXXXX".utf8CString)
    path = template.withUnsafeMutableBufferPointer { buffer in
      mkdtemp(buffer.baseAddress!).map { String(cString: $0) }!
    }
  }

  deinit { _ = Shell.run(["rm", "-rf", path]) }
}
