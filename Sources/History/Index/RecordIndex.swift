internal import Glibc
public import Git
public import Records
public import Snapshots

/// The derived index of a repository: `cmdb/index.sqlite` in the folder that all worktrees share.
///
/// It is never needed for truth. Whatever it answers can be computed by walking, so whoever asks
/// catches `IndexFailure`, walks, and warns where `isWorthAWarning`. It repairs itself: a file that is
/// missing, damaged or of another version is built anew beside the old one and takes its place.
public final class RecordIndex {
  /// The file.
  public let path: String

  /// Is told, while history is read, how many commits of how many are done.
  public var progress: ((_ done: Int, _ total: Int) -> Void)?

  let repository: Repository
  private let lockPath: String
  private let patience: Double
  private let isWritable: Bool
  private var opened: IndexStore?

  /// Creates the index of a repository; nothing is opened before it is asked.
  ///
  /// - Parameters:
  ///   - repository: Where commits are read from.
  ///   - patience: How many seconds another writer is waited for; hooks wait for a quarter.
  ///   - readOnly: Whether nothing may be written even where it could be.
  public init(_ repository: Repository, patience: Double = 5, readOnly: Bool = false) {
    let folder = "\(repository.commonDirectory)/cmdb"
    self.repository = repository
    self.patience = patience
    path = "\(folder)/index.sqlite"
    lockPath = "\(folder)/index.lock"
    let place = access(folder, F_OK) == 0 ? folder : repository.commonDirectory
    isWritable = !readOnly && !repository.isQuarantined && access(place, W_OK) == 0
  }

  /// Brings the index to a commit whose classes `catalogue` has, building it where there is none.
  ///
  /// Nothing is written where it already is there; otherwise the cost follows what is new.
  ///
  /// - Throws: `IndexFailure`, or what git says of the commit itself.
  public func bringUpToDate(to commit: ObjectID, catalogue: ClassCatalogue) throws {
    try reach(wholeTarget(commit, catalogue))
  }

  /// Returns the history that a commit leads to, as the commit sees it; what is new is read first.
  ///
  /// - Parameters:
  ///   - commit: The commit.
  ///   - versions: Reads versions of records, by the classes of the commit.
  ///   - limit: How many commits are read at most; where more are new, whoever asks is quicker by
  ///     walking.
  /// - Throws: `IndexFailure`, `behind` where more is new, or what git says of the commit itself.
  public func history(
    leadingTo commit: ObjectID,
    _ versions: RecordVersions,
    readingAtMost limit: Int
  ) throws -> IndexHistory {
    let target = try target(commit, tree: nil, versions.catalogue)
    var failure: IndexFailure?
    do {
      let store = try store()
      if try store.read({ try isReady($0, target, readingAtMost: limit) }) {
        return IndexHistory(store, versions)
      }
    } catch let error as IndexFailure {
      failure = error
    }
    if let failure {
      // A file that is missing or of no use is built anew where that is soon done.
      guard [.missing, .damaged, .otherFormat].contains(failure.reason), isWritable,
        try target.isNear(nil, repository, within: limit)
      else { throw failure }
    }
    // To be a little behind where nothing can be written is no fault that anybody need hear of.
    guard isWritable else { throw IndexFailure(.behind, at: path, "the folder cannot be written") }
    try reach(target)
    return IndexHistory(try store(), versions)
  }

  /// Whether the history of the target is there; throws where it is not and will not soon be.
  private func isReady(
    _ connection: IndexConnection,
    _ target: IndexTarget,
    readingAtMost limit: Int
  ) throws -> Bool {
    if try target.isReached(connection) { return true }
    // A past state with other classes is no reason to make the index anew for it.
    if try StepReader(connection).place(of: target.commit) != nil,
      try !IndexMeta(connection).holds(target.catalogue)
    {
      throw IndexFailure(.otherClasses, at: path, "it was made with other classes")
    }
    guard try target.isNear(connection, repository, within: limit) else {
      throw IndexFailure(.behind, at: path, "more than \(limit) commits are new")
    }
    return false
  }

  private func reach(_ target: IndexTarget) throws {
    if let store = try? store(), (try? store.read { try target.isReached($0) }) ?? false { return }
    guard isWritable else { throw notWritable() }
    try IndexRefusal(beside: path).check(target)
    let lock = try takeLock()
    defer { withExtendedLifetime(lock) {} }
    do {
      let store = try store()
      if lock.followsACrash { try store.check() }
      try store.writeReadingGit { try target.reach($0, repository, progress) }
    } catch let failure as IndexFailure {
      switch failure.reason {
      case .missing, .damaged, .otherFormat: try build(target)
      default: throw failure
      }
    } catch let error as GitError {
      throw IndexRefusal(beside: path).note(error, target)
    }
  }

  /// Builds the index anew, as of a commit.
  public func rebuild(to commit: ObjectID, catalogue: ClassCatalogue) throws {
    guard isWritable else { throw notWritable() }
    let lock = try takeLock()
    defer { withExtendedLifetime(lock) {} }
    try build(wholeTarget(commit, catalogue))
  }

  /// Returns the records of a snapshot, found through the index.
  ///
  /// - Parameters:
  ///   - snapshot: The files that are asked about.
  ///   - tree: A tree that they are those of, but for the paths in `changed`: what is staged or
  ///     edited is found by the tree of HEAD and the paths that differ from it.
  ///   - changed: Those paths.
  /// - Throws: `IndexFailure` where there is no index, or one of other classes.
  public func lookup(of snapshot: Snapshot, tree: ObjectID, changed: Set<String> = []) throws
    -> IndexLookup
  {
    let store = try store()
    let held = try store.read { connection in
      let meta = try IndexMeta(connection)
      guard try meta.holds(snapshot.catalogue) else {
        throw IndexFailure(.otherClasses, at: path, "it was made with other classes")
      }
      return try meta.id(.presentTree)
    }
    guard let held else { throw IndexFailure(.missing, at: path, "it holds no commit") }
    var paths = changed
    if held != tree {
      try repository.treeDifference(from: held, to: tree, under: RecordLayout.root) {
        paths.insert($0.path)
      }
    }
    return try IndexLookup(store, snapshot, tree: held, differing: paths)
  }

  /// Returns the records that may match a query at a past commit, sorted: all that match and few more,
  /// and those that cannot be read; nil where the query asks for nothing that records are found by.
  ///
  /// - Throws: `IndexFailure` where the commit is none of the first parents of the commit whose records
  ///   the index holds, or the classes were others then.
  public func candidates(for query: Query, at commit: ObjectID, _ catalogue: ClassCatalogue) throws
    -> [Reference]?
  {
    let store = try store()
    return try store.read { connection in
      let meta = try IndexMeta(connection)
      guard try meta.holds(catalogue) else {
        throw IndexFailure(.otherClasses, at: path, "it was made with other classes")
      }
      let reader = try StepReader(connection)
      guard let present = try meta.id(.presentCommit), let tip = try reader.place(of: present),
        let place = try reader.place(of: commit), try reader.isOnLine(place, of: tip)
      else { throw IndexFailure(.otherCommit, at: path, "\(commit) is on another line") }
      return try PastCandidates(connection, catalogue).references(for: query)?.sorted()
    }
  }

  /// Returns the history of records as a commit with these classes sees it.
  ///
  /// - Throws: `IndexFailure` where there is no index, or one of other classes.
  public func history(_ catalogue: ClassCatalogue) throws -> IndexHistory {
    let store = try store()
    guard try store.read({ try IndexMeta($0).holds(catalogue) }) else {
      throw IndexFailure(.otherClasses, at: path, "it was made with other classes")
    }
    return IndexHistory(store, RecordVersions(repository, catalogue: catalogue))
  }

  /// What is remembered of earlier judgements.
  ///
  /// Where there is no index yet, an empty one is begun: verdicts need nothing else of it.
  public func verdicts() throws -> VerdictMemory { VerdictMemory(try begun(), isWritable) }

  /// What is remembered of the contents of folders; where there is no index yet, an empty one is begun.
  public func digests() throws -> DigestMemory { DigestMemory(try begun(), isWritable) }

  private func begun() throws -> IndexStore {
    do throws(IndexFailure) {
      return try store()
    } catch {
      guard isWritable, [.missing, .damaged, .otherFormat].contains(error.reason) else {
        throw error
      }
    }
    let lock = try takeLock()
    defer { withExtendedLifetime(lock) {} }
    if let store = try? store() { return store }
    try install { _ in }
    return try store()
  }

  /// Closes the file; it is opened again when something is asked.
  public func close() {
    // A file that cannot be closed is as good as closed: nothing in it is needed.
    try? opened?.close()
    opened = nil
  }

  /// The file, open; another process may have put a new one in its place.
  func store() throws(IndexFailure) -> IndexStore {
    if let opened, opened.isCurrent { return opened }
    close()
    guard access(path, F_OK) == 0 else {
      throw IndexFailure(.missing, at: path, "there is none yet")
    }
    let store: IndexStore
    if isWritable || access(path, W_OK) == 0 && access(lockPath, W_OK) == 0 {
      store = try IndexStore(path: path, access: .shared)
    } else {
      guard Self.size(path + "-wal") == 0 else {
        throw IndexFailure(
          .readOnly,
          at: path,
          "a writer left changes that cannot be taken in on a read-only file system"
        )
      }
      store = try IndexStore(path: path, access: .frozen)
    }
    opened = store
    return store
  }

  private func wholeTarget(_ commit: ObjectID, _ catalogue: ClassCatalogue) throws -> IndexTarget {
    try target(commit, tree: repository.readCommitNode(commit).tree, catalogue)
  }

  private func target(_ commit: ObjectID, tree: ObjectID?, _ catalogue: ClassCatalogue) throws
    -> IndexTarget
  {
    IndexTarget(
      commit: commit,
      tree: tree,
      catalogue: catalogue,
      edges: try FollowingFiles(root: repository.commonDirectory).content(at: "shallow") ?? []
    )
  }

  private func takeLock() throws(IndexFailure) -> IndexLock {
    let folder = String(lockPath.prefix { _ in true }.dropLast("/index.lock".count))
    if mkdir(folder, 0o755) != 0, errno != EEXIST {
      let reason: IndexFailure.Reason = errno == ENOSPC ? .diskFull : .readOnly
      throw IndexFailure(reason, at: folder, String(cString: strerror(errno)))
    }
    return try IndexLock(path: lockPath, patience: patience)
  }

  private func notWritable() -> IndexFailure {
    repository.isQuarantined
      ? IndexFailure(.quarantined, at: path, "a push is being judged")
      : IndexFailure(.readOnly, at: path, "the folder cannot be written")
  }

  /// Fills a new file, makes it durable, and puts it in the place of the old one.
  private func build(_ target: IndexTarget) throws {
    repository.expectManyReads()
    defer { repository.expectFewReads() }
    do {
      try install { try target.reach($0, repository, progress) }
    } catch let error as GitError {
      throw IndexRefusal(beside: path).note(error, target)
    }
    IndexRefusal(beside: path).forget()
  }

  private func install(_ fill: (IndexConnection) throws -> Void) throws {
    let fresh = path + ".new"
    for suffix in ["", "-wal", "-shm", "-journal"] { unlink(fresh + suffix) }
    do {
      let store = try IndexStore(path: fresh, access: .filling)
      try store.writeReadingGit(fill)
      try store.close(finishing: true)
    } catch {
      for suffix in ["", "-wal", "-shm", "-journal"] { unlink(fresh + suffix) }
      throw error
    }
    close()
    try Self.flush(fresh)
    // What belongs to the old file would be taken for the new one's.
    for suffix in ["-wal", "-shm"] { unlink(path + suffix) }
    guard rename(fresh, path) == 0 else {
      throw IndexFailure(.unreadable, at: path, String(cString: strerror(errno)))
    }
  }

  private static func flush(_ path: String) throws(IndexFailure) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw IndexFailure(.unreadable, at: path, String(cString: strerror(errno)))
    }
    defer { Glibc.close(descriptor) }
    guard fsync(descriptor) == 0 else {
      throw IndexFailure(.unreadable, at: path, String(cString: strerror(errno)))
    }
  }

  static func size(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }
}
