/// What many commits changed against their first parents (roots against nothing), each path said once.
public struct FirstParentChanges: Sendable {
  /// One file that differs, packed: a history has millions.
  public struct File: Sendable {
    private let place: Int32
    private let oldMode: UInt32
    private let newMode: UInt32
    private let oldID: ObjectID
    private let newID: ObjectID

    fileprivate init(_ place: Int, _ old: TreeDifference.Side?, _ new: TreeDifference.Side?) {
      self.place = Int32(place)
      oldMode = old?.mode.number ?? 0
      newMode = new?.mode.number ?? 0
      oldID = old?.id ?? .zero
      newID = new?.id ?? .zero
    }

    /// The place of its path in `paths`.
    public var path: Int { Int(place) }
    /// What stood there, or nil.
    public var old: TreeDifference.Side? {
      oldMode == 0 ? nil : .init(mode: FileMode(oldMode), id: oldID)
    }
    /// What stands there, or nil.
    public var new: TreeDifference.Side? {
      newMode == 0 ? nil : .init(mode: FileMode(newMode), id: newID)
    }
  }

  /// The commits.
  public private(set) var commits: [ObjectID] = []
  /// The paths; nil for one whose bytes are no UTF-8.
  public private(set) var paths: [String?] = []
  private var files: [File] = []
  private var ends: [Int] = []
  private var known: [String: Int] = [:]

  fileprivate init(count: Int) {
    commits.reserveCapacity(count)
    ends.reserveCapacity(count)
  }

  /// The files in which a commit differs, by its place in `commits`, in git's order.
  public func files(_ commit: Int) -> ArraySlice<File> {
    files[(commit == 0 ? 0 : ends[commit - 1])..<ends[commit]]
  }

  fileprivate mutating func begin(_ commit: ObjectID) {
    commits.append(commit)
    ends.append(files.count)
  }

  fileprivate mutating func add(
    _ path: ArraySlice<UInt8>,
    _ old: TreeDifference.Side?,
    _ new: TreeDifference.Side?
  ) {
    files.append(File(number(of: path), old, new))
    ends[ends.count - 1] = files.count
  }

  /// The look-up of paths is only needed while they are gathered.
  fileprivate mutating func finish() { known = [:] }

  private mutating func number(of path: ArraySlice<UInt8>) -> Int {
    let text = String(decoding: path, as: UTF8.self)
    let number = known[text]
    // Of two spellings of one text, only one is shared.
    if let number, paths[number]?.utf8.elementsEqual(path) == true { return number }
    let isText = text.utf8.elementsEqual(path)
    paths.append(isText ? text : nil)
    if isText, number == nil { known[text] = paths.count - 1 }
    return paths.count - 1
  }
}

extension Repository {
  /// What git maps of packs and keeps of objects, bounded: it counts as memory of this program.
  private static let littleMemory = [
    ("core.packedGitWindowSize", "4m"), ("core.packedGitLimit", "48m"),
    ("core.deltaBaseCacheLimit", "72m"),
  ]

  /// Returns the files below a folder in which each commit differs from its first parent.
  ///
  /// For many commits this is several times quicker than comparing trees one by one, since git reads
  /// each by what it differs in from the last: give the commits in the order of history, the newest
  /// first, which is how packs hold them.
  public func firstParentChanges(of commits: [ObjectID], under folder: String) throws(GitError)
    -> FirstParentChanges
  {
    var parser = RawLogParser(prefix: Array((folder + "/").utf8), count: commits.count)
    // Told of no commit, git would list HEAD.
    if commits.isEmpty { return parser.changes }
    try git(
      [
        "log", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv",
        "--no-relative", "-O/dev/null", "--diff-merges=first-parent", "--root",
        "--no-walk=unsorted", "--format=%x00%H", "--stdin",
      ],
      separatedBy: 0,
      configuration: Self.littleMemory,
      input: Array(commits.lazy.map(\.hex).joined(separator: "\n").utf8)
    ) { field throws(GitError) in
      try parser.take(field)
      return true
    }
    parser.changes.finish()
    guard parser.changes.commits == commits else {
      throw GitError(.childFailed, "git log", "it did not list every commit", at: gitDirectory)
    }
    return parser.changes
  }
}

/// Reads what `git log --raw -z` prints for `--format=%x00%H`: a commit is an empty field, its id, and
/// two fields a file: modes, ids and a letter after a colon, and the path.
private struct RawLogParser {
  private enum Expected {
    case header
    case change
    case path(old: TreeDifference.Side?, new: TreeDifference.Side?)
  }

  /// Where the parts of `:100644 100644 OLD NEW M` are.
  private static let (oldMode, newMode, oldID, newID) = (1..<7, 8..<14, 15..<55, 56..<96)

  var changes: FirstParentChanges
  private let prefix: [UInt8]
  private var expected = Expected.change

  init(prefix: [UInt8], count: Int) {
    self.prefix = prefix
    changes = FirstParentChanges(count: count)
  }

  /// Takes a field.
  mutating func take(_ field: ArraySlice<UInt8>) throws(GitError) {
    switch expected {
    case .header:
      guard let commit = ObjectID(hexDigits: field.prefix(40)) else { throw Self.unreadable }
      changes.begin(commit)
      expected = .change
    case .path(let old, let new):
      if field.starts(with: prefix) { changes.add(field, old, new) }
      expected = .change
    case .change:
      // The first file of a commit follows a line end.
      let line = field.first == UInt8(ascii: "\n") ? field.dropFirst() : field
      if line.isEmpty {
        expected = .header
      } else {
        guard line.count == Self.newID.upperBound + 2, line.first == UInt8(ascii: ":") else {
          throw Self.unreadable
        }
        expected = .path(
          old: try Self.side(line, Self.oldMode, Self.oldID),
          new: try Self.side(line, Self.newMode, Self.newID)
        )
      }
    }
  }

  private static func side(_ line: ArraySlice<UInt8>, _ mode: Range<Int>, _ id: Range<Int>)
    throws(GitError) -> TreeDifference.Side?
  {
    let start = line.startIndex
    var bits: UInt32 = 0
    for place in mode { bits = bits << 3 | UInt32(line[start + place] & 7) }
    guard bits != 0 else { return nil }
    guard let id = ObjectID(hexDigits: line[(start + id.lowerBound)..<(start + id.upperBound)])
    else { throw unreadable }
    return TreeDifference.Side(mode: FileMode(bits), id: id)
  }

  private static var unreadable: GitError {
    GitError(.childFailed, "git log", "it printed what cannot be read")
  }
}
