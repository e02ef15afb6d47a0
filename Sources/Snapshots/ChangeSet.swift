/// Files to write, remove or move in one commit.
public struct ChangeSet: Sendable, Hashable {
  /// What each path becomes: its new content, or nil where the file goes.
  public private(set) var files: [String: [UInt8]?]

  /// Creates a change set; the default is empty.
  public init(files: [String: [UInt8]?] = [:]) { self.files = files }

  /// Whether nothing changes.
  public var isEmpty: Bool { files.isEmpty }

  /// The paths that change, sorted.
  public var paths: [String] { files.keys.sorted() }

  /// Gives a file its new content.
  public mutating func write(_ content: [UInt8], to path: String) { files[path] = .some(content) }

  /// Removes a file.
  public mutating func remove(_ path: String) { files[path] = .some(nil) }
}
