/// What a walk through history needs to know of a commit.
public struct CommitNode: Hashable, Sendable {
  /// The commit.
  public let id: ObjectID
  /// The folder at the top.
  public let tree: ObjectID
  /// The commits that it follows; none at the edge of a shallow clone.
  public let parents: [ObjectID]
  /// When it was written, in seconds since 1970-01-01T00:00:00Z.
  public let time: Int64

  /// Reads a commit object no further than needed; nil where it lacks what every commit has.
  init?(id: ObjectID, bytes: [UInt8], isEdge: Bool) {
    var parents: [ObjectID] = []
    var tree: ObjectID?
    var start = 0
    while start < bytes.count {
      let line = bytes[start...].prefix { $0 != UInt8(ascii: "\n") }
      if line.starts(with: "parent ".utf8), let id = ObjectID(hexDigits: line.dropFirst(7)) {
        parents.append(id)
      } else if line.starts(with: "tree ".utf8) {
        tree = ObjectID(hexDigits: line.dropFirst(5))
      } else if line.starts(with: "committer ".utf8), let tree {
        self.id = id
        self.tree = tree
        self.parents = isEdge ? [] : parents
        time = Self.time(line)
        return
      } else if line.isEmpty {
        return nil
      }
      start = line.endIndex + 1
    }
    return nil
  }

  private static func time(_ line: ArraySlice<UInt8>) -> Int64 {
    guard let close = line.lastIndex(of: UInt8(ascii: ">")) else { return 0 }
    return Signature.seconds(line[(close + 1)...].drop { $0 == UInt8(ascii: " ") })
  }
}
