internal import Git
internal import Validation

/// The journal told again, entry by entry: what each says is held against what came before it.
struct JournalReplay {
  /// The number of the newest entry; 0 before the first.
  private(set) var seq = 0
  /// Where the journal has each branch.
  private(set) var places: [String: ObjectID?] = [:]
  /// The digests of the checkpoints, by the entry that they speak of.
  private(set) var checkpoints: [Int: String] = [:]
  /// The newest checkpoint with which nothing is wrong.
  private(set) var newest: SignedCheckpoint?

  private let repository: Repository
  private let main: String
  private let keys: CheckpointKeys
  private let digests: StateDigest
  private var last: (commit: Commit, entry: JournalEntry)?
  private var lastCheckpoint: Checkpoint?
  private var root: String?
  /// Where main stood as of the last entry.
  private var mainBefore: ObjectID?
  private var found: [AuditFinding] = []
  /// How far from its head the commits on main's present chain of first parents are.
  private let distances: [ObjectID: Int]

  init(_ repository: Repository, main: String, keys: CheckpointKeys) throws {
    let head = try Journal(repository).place(of: main)
    let chain = try head.map { try repository.commitWalk(from: $0, firstParent: true) } ?? []
    distances = Dictionary(uniqueKeysWithValues: zip(chain, chain.indices))
    self.repository = repository
    self.main = main
    self.keys = keys
    digests = StateDigest(repository)
  }

  /// Takes the next entry, and returns what is wrong with it. Whatever it is, the next is held
  /// against it, so that one fault is told once.
  mutating func take(_ commit: Commit, _ entry: JournalEntry) throws -> [AuditFinding] {
    found = []
    checkOrder(commit, entry)
    checkTimes(commit, entry)
    mainBefore = places[main] ?? nil
    for move in entry.moves { try check(move, commit, entry) }
    try checkDeliveries(commit, entry)
    try checkState(commit, entry)
    try checkTree(commit, entry)
    seq = entry.seq
    last = (commit, entry)
    return found
  }

  private mutating func object(
    _ rule: AuditRule,
    _ message: String,
    _ commit: Commit,
    _ entry: JournalEntry,
    help: String? = nil
  ) {
    found.append(AuditFinding(rule, message, commit: commit.id, seq: entry.seq, help: help))
  }

  private mutating func checkOrder(_ commit: Commit, _ entry: JournalEntry) {
    if entry.seq != seq + 1 {
      let help = "entries were taken out, or put in another order"
      object(
        .entriesFollowEachOther,
        seq == 0
          ? "the journal begins with entry \(entry.seq)"
          : "entry \(entry.seq) follows entry \(seq)",
        commit,
        entry,
        help: help
      )
    }
    if entry.previous != last?.commit.id {
      object(
        .entriesFollowEachOther,
        "it names \(entry.previous?.hex ?? "nothing") as the entry before it, which is "
          + (last?.commit.id.hex ?? "none"),
        commit,
        entry
      )
    }
    if commit.parents != entry.parents {
      object(
        .entriesFollowEachOther,
        "its parents are not the entry before it and the deliveries that it names",
        commit,
        entry
      )
    }
  }

  private mutating func checkTimes(_ commit: Commit, _ entry: JournalEntry) {
    if commit.committer.time != entry.time {
      object(.timesGoForward, "its commit bears another time than the entry", commit, entry)
    }
    if let last, last.entry.time - entry.time > CommitAudit.slack {
      object(
        .timesGoForward,
        "it is earlier than the entry before it by \(last.entry.time - entry.time) seconds",
        commit,
        entry
      )
    }
  }

  private mutating func check(
    _ move: JournalEntry.Move,
    _ commit: Commit,
    _ entry: JournalEntry
  ) throws {
    let known = places[move.ref] ?? nil
    places[move.ref] = .some(move.new)
    if known != move.old {
      object(
        .movesAreWhole,
        "\(move.ref) was at \(known?.hex ?? "nothing"), and the entry moves it from "
          + (move.old?.hex ?? "nothing"),
        commit,
        entry,
        help: "an entry about the move in between is missing"
      )
    }
    guard let old = move.old else { return }
    let isMain = move.ref == main
    let isKept: Bool
    if let new = move.new, repository.exists(old), repository.exists(new) {
      isKept =
        try isMain
        ? leads(from: new, to: old)
        : repository.isAncestor(old, of: new)
    } else {
      isKept = false
    }
    if isKept { return }
    object(
      isMain ? .mainIsNotRewritten : .movesAreWhole,
      isMain
        ? "main was at \(old), and that is not on the chain of first parents of "
          + (move.new?.hex ?? "anything")
        : "\(move.ref) was at \(old), and \(move.new?.hex ?? "nothing") does not follow it",
      commit,
      entry,
      help: "the branch was rewritten, rewound or removed"
    )
  }

  /// Whether a commit is on the chain of first parents of another. On main's present chain that is
  /// known without a walk.
  private func leads(from new: ObjectID, to old: ObjectID) throws -> Bool {
    if let one = distances[new], let other = distances[old] { return one <= other }
    return try FirstParents.lead(from: new, to: old, in: repository)
  }

  private mutating func checkDeliveries(_ commit: Commit, _ entry: JournalEntry) throws {
    for delivery in entry.deliveries {
      let heads = SourceReference.prefixes.map { places[$0 + delivery.source] ?? nil }
      if heads.contains(delivery.commit), repository.exists(delivery.commit) { continue }
      object(
        .deliveriesAreThere,
        "the delivery \(delivery.commit) of \(delivery.source) is not the head of its branch",
        commit,
        entry
      )
    }
  }

  private mutating func checkState(_ commit: Commit, _ entry: JournalEntry) throws {
    guard let head = places[main] ?? nil else {
      object(.statesAreWhatEntriesSay, "no entry says where \(main) stands", commit, entry)
      return
    }
    // A head that is gone was objected to by the move that left it.
    guard repository.exists(head) else { return }
    let tree = try repository.readCommit(head).tree
    if try entry.digest != digests.digest(ofTree: tree) {
      object(
        .statesAreWhatEntriesSay,
        "its digest is not that of main at \(head)",
        commit,
        entry,
        help: "a file of main holds something else than when the entry was written"
      )
    }
    if try entry.policy != repository.entry(at: RepositoryPolicy.folder, in: tree)?.id {
      object(.statesAreWhatEntriesSay, "its policy is not that of main at \(head)", commit, entry)
    }
  }

  private mutating func checkTree(_ commit: Commit, _ entry: JournalEntry) throws {
    let before = last?.commit.tree
    if commit.tree == before { return }
    for change in try repository.treeDifference(from: before, to: commit.tree) {
      // Presence says when things were last seen, and so changes.
      if change.path.hasPrefix("presence/") { continue }
      if change.old != nil {
        let what = change.new == nil ? "removes" : "changes"
        object(.journalOnlyGrows, "it \(what) \(change.path)", commit, entry)
      } else if change.path.hasPrefix(SignedCheckpoint.folder + "/"), let new = change.new {
        try checkCheckpoint(change.path, new, commit, entry)
      }
    }
  }

  private mutating func checkCheckpoint(
    _ path: String,
    _ file: TreeDifference.Side,
    _ commit: Commit,
    _ entry: JournalEntry
  ) throws {
    let signed: SignedCheckpoint
    let content = file.mode.isFile ? try repository.readBlob(file.id) : []
    do throws(JournalError) {
      signed = try SignedCheckpoint(file: content)
    } catch {
      object(.checkpointsAreChained, "\(path): \(error.what)", commit, entry)
      return
    }
    let checkpoint = signed.checkpoint
    let wrong = try objections(to: checkpoint, at: path)
    for message in wrong { object(.checkpointsAreChained, message, commit, entry) }
    lastCheckpoint = checkpoint
    checkpoints[checkpoint.seq] = checkpoint.digest
    if !signed.isSigned {
      object(
        .checkpointsAreSigned,
        "the signature of checkpoint \(checkpoint.seq) does not fit it",
        commit,
        entry
      )
    } else if try !repository.exists(checkpoint.main)
      || !keys.allow(signed.signature.key, at: checkpoint.time, main: checkpoint.main)
    {
      object(
        .checkpointsAreSigned,
        "checkpoint \(checkpoint.seq) is signed by \(signed.signature.key.line), "
          + "which is not in \(keys.place)",
        commit,
        entry,
        help: "list the key there, or name a file with it by --trust"
      )
    } else if wrong.isEmpty {
      newest = signed
    }
  }

  /// What a checkpoint says that the journal does not.
  private mutating func objections(to checkpoint: Checkpoint, at path: String) throws -> [String] {
    let name = "checkpoint \(checkpoint.seq)"
    var wrong: [String] = []
    if path != SignedCheckpoint.path(checkpoint.seq) || checkpoint.seq != seq {
      wrong.append("\(path) speaks of entry \(checkpoint.seq), and stands after entry \(seq)")
    }
    if checkpoint.journal != last?.commit.id {
      wrong.append("\(name) is of a journal whose entry \(checkpoint.seq) is \(checkpoint.journal)")
    }
    if checkpoint.previous != lastCheckpoint?.digest {
      wrong.append(
        "\(name) follows a checkpoint of the digest \(checkpoint.previous ?? "of none"), "
          + "and the one before it is \(lastCheckpoint?.digest ?? "none")"
      )
    }
    if checkpoint.main != mainBefore {
      wrong.append(
        "\(name) has main at \(checkpoint.main), the journal at \(mainBefore?.hex ?? "-")"
      )
    }
    if let last, checkpoint.state != last.entry.digest {
      wrong.append("\(name) names another digest of main than entry \(last.entry.seq)")
    }
    if root == nil, let main = mainBefore, repository.exists(main) {
      root = try RepositoryIdentity.root(of: main, in: repository)
    }
    if checkpoint.repository != root { wrong.append("\(name) is of another repository") }
    return wrong
  }
}
