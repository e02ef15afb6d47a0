public import Git
internal import Snapshots
public import Validation

/// Appends to the journal. There is one writer at a time, and an entry counts once the branch stands
/// on it: pack and reference are flushed before a call returns.
public struct JournalWriter {
  /// What was written for a checkpoint.
  public struct Written: Sendable {
    /// The checkpoint.
    public let signed: SignedCheckpoint
    /// The entry whose tree holds it.
    public let commit: ObjectID
    /// That entry's number.
    public let seq: Int
  }

  private let repository: Repository
  private let main: String
  private let digests: StateDigest

  /// Creates a writer; `main` is the full name of the branch that is the truth.
  public init(_ repository: Repository, main: String, memory: DigestMemory? = nil) {
    self.repository = repository
    self.main = main
    digests = StateDigest(repository, memory: memory)
  }

  /// Appends an entry that acknowledges deliveries, with the moves of the main branch and of the
  /// deliveries' branches since the last one. Returns its commit; nil where there is no main branch
  /// yet, and so nothing to keep a journal of.
  @discardableResult
  public func acknowledge(
    _ deliveries: [JournalEntry.Delivery],
    on branches: [String],
    at time: Int64
  ) throws -> ObjectID? {
    try appending { state in
      guard let commit = try repository.reference(main) else { return nil }
      var places: [String: ObjectID?] = [main: commit]
      for branch in branches { places[branch] = .some(try repository.reference(branch)) }
      let moves = try state.moves(to: places, isWhole: false)
      return try add(moves, deliveries, at: time, over: commit, to: &state)
    }
  }

  /// Appends what moved since the last entry, if anything did, and a checkpoint of all that.
  ///
  /// - Parameters:
  ///   - time: Seconds since 1970-01-01T00:00:00Z.
  ///   - sign: Signs the checkpoint; what it throws is thrown on, and nothing is written.
  public func checkpoint(at time: Int64, sign: (Checkpoint) throws -> SSHSignature) throws
    -> Written
  {
    try appending { state in
      guard let commit = try repository.reference(main) else {
        throw JournalError(
          "there is no branch \(main), so there is nothing to make a checkpoint of"
        )
      }
      var places: [String: ObjectID?] = [main: commit]
      for prefix in SourceReference.prefixes {
        for (name, id) in try repository.references(prefix: prefix) { places[name] = id }
      }
      let moves = try state.moves(to: places, isWhole: true)
      if !moves.isEmpty || state.head == nil {
        try add(moves, Self.pushed(moves), at: time, over: commit, to: &state)
      }
      guard let (journal, entry) = state.head else { throw JournalError("nothing was written") }
      let checkpoint = Checkpoint(
        repository: try RepositoryIdentity.root(of: commit, in: repository),
        seq: entry.seq,
        journal: journal,
        main: commit,
        state: entry.digest,
        previous: try state.newestCheckpoint(in: repository)?.digest,
        time: time
      )
      let signed = SignedCheckpoint(checkpoint, try sign(checkpoint))
      let path = SignedCheckpoint.path(entry.seq)
      let blob = state.batch.add(.blob, signed.file)
      state.tree = try repository.editTree(state.tree, [path: (.regular, blob)], into: &state.batch)
      let written = try add([], [], at: time, over: commit, to: &state)
      return Written(signed: signed, commit: written, seq: entry.seq + 1)
    }
  }

  /// What was pushed to branches of sources, and is not acknowledged yet.
  private static func pushed(_ moves: [JournalEntry.Move]) -> [JournalEntry.Delivery] {
    moves.compactMap { move in
      guard let source = SourceReference.source(of: move.ref), let new = move.new else {
        return nil
      }
      return JournalEntry.Delivery(source: source, commit: new)
    }
  }

  /// Adds an entry to the batch.
  @discardableResult
  private func add(
    _ moves: [JournalEntry.Move],
    _ deliveries: [JournalEntry.Delivery],
    at time: Int64,
    over commit: ObjectID,
    to state: inout JournalTail
  ) throws -> ObjectID {
    let tree = try repository.readCommit(commit).tree
    let last = state.head?.entry
    let hasMoved = last == nil || moves.contains { $0.ref == main }
    let policy = try repository.entry(at: RepositoryPolicy.folder, in: tree)?.id
    let entry = JournalEntry(
      seq: (last?.seq ?? 0) + 1,
      time: time,
      previous: state.head?.commit,
      moves: moves,
      deliveries: deliveries.sorted { $0.source < $1.source },
      policy: hasMoved ? policy : last?.policy,
      digest: hasMoved ? try digests.digest(ofTree: tree) : last?.digest ?? ""
    )
    let who = Signature(name: JournalIdentity.name, email: JournalIdentity.email, time: time)
    let draft = CommitDraft(
      tree: state.tree ?? state.batch.add(.tree, []),
      parents: entry.parents,
      author: who,
      committer: who,
      message: entry.message
    )
    let id = state.batch.add(draft)
    state.tree = draft.tree
    state.head = (id, entry)
    return id
  }

  /// Lets `body` add entries after the newest one, writes them, and moves the branch; again where
  /// somebody else was quicker.
  private func appending<Answer>(_ body: (inout JournalTail) throws -> Answer) throws -> Answer {
    let lock = try JournalLock(in: repository.commonDirectory)
    defer { withExtendedLifetime(lock) {} }
    for _ in 0..<8 {
      let expected = try repository.reference(Journal.reference)
      var tail = try JournalTail(repository)
      let answer = try body(&tail)
      guard let head = tail.head?.commit, !tail.batch.isEmpty else { return answer }
      try repository.write(tail.batch, durability: .full)
      do throws(GitError) {
        try repository.updateReference(
          Journal.reference,
          to: head,
          expecting: expected,
          message: "journal"
        )
        return answer
      } catch {
        guard error.code == .stale else { throw error }
      }
    }
    throw JournalError("the branch journal keeps moving", remedy: "wait for the other writer")
  }
}
