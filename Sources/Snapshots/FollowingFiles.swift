internal import Glibc

/// Files outside of any repository, such as those that a user names: symbolic links are followed.
public struct FollowingFiles {
  private let root: String

  /// Creates a reader of the files in a folder.
  public init(root: String) { self.root = root }

  /// Returns the content of a file, or nil where there is none.
  public func content(at name: String) throws -> [UInt8]? {
    let path = "\(root)/\(name)"
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw SnapshotError(operation: "read", path: path, reason: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    return try DescriptorContent.all(of: descriptor, path: path)
  }
}

/// Reads whatever a file descriptor gives, up to its end.
public enum DescriptorContent {
  /// Returns all bytes that are left; `path` is only for messages.
  public static func all(of descriptor: Int32, path: String) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes {
        // SAFETY: the buffer is the array's own, and read writes at most its length.
        read(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw SnapshotError(operation: "read", path: path, reason: String(cString: strerror(errno)))
      }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }
}
