public import Git

/// Judges the journal as evidence: whether it is whole, says what the branches say, and is signed.
public struct JournalAudit {
  /// What the journal proves, and what is wrong with it.
  public struct Verdict: Sendable {
    /// The newest entry; nil where there is no journal.
    public var head: ObjectID?
    /// How many entries there are.
    public var entries = 0
    /// The last entry up to which nothing is wrong; 0 where the first is wrong already.
    public var completeTo = 0
    /// The newest checkpoint with which nothing is wrong.
    public var checkpoint: SignedCheckpoint?
    /// Whether the checkpoint that was expected is there; nil where none was.
    public var isExpected: Bool?
    /// The commit that the journal has main at; nil where it says nothing of it.
    public var main: ObjectID?
    /// What is wrong, by entry.
    public var findings: [AuditFinding] = []
  }

  /// A checkpoint that somebody noted: its entry's number and its digest.
  public struct Expectation: Sendable, Hashable {
    /// The number of the newest entry that it speaks of.
    public let seq: Int
    /// The checkpoint's digest, in hexadecimal.
    public let digest: String

    /// Reads `SEQ:DIGEST`; nil for anything else.
    public init?(_ text: String) {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, let seq = Int(parts[0]), seq > 0, parts[1].utf8.count == 64,
        parts[1].allSatisfy(\.isHexDigit)
      else { return nil }
      self.seq = seq
      digest = parts[1].lowercased()
    }
  }

  private let repository: Repository
  private let main: String
  private let keys: CheckpointKeys

  /// Creates a judge; `main` is the full name of the branch that is the truth.
  public init(_ repository: Repository, main: String, keys: CheckpointKeys) {
    self.repository = repository
    self.main = main
    self.keys = keys
  }

  /// Judges the whole journal; `progress` is told how many entries of how many are done.
  public func verdict(
    expecting expectation: Expectation? = nil,
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws -> Verdict {
    var verdict = Verdict()
    verdict.head = try Journal(repository).head()
    let chain = try chain(from: verdict.head, &verdict.findings)
    var replay = try JournalReplay(repository, main: main, keys: keys)
    for (place, link) in chain.enumerated() {
      let found = try replay.take(link.commit, link.entry)
      verdict.findings += found
      progress(place + 1, chain.count)
      if verdict.completeTo == link.entry.seq - 1, !found.contains(where: \.isError) {
        verdict.completeTo = link.entry.seq
      }
    }
    verdict.entries = chain.count
    verdict.checkpoint = replay.newest
    verdict.main = replay.places[main] ?? nil
    verdict.findings += try ends(replay)
    if let expectation {
      verdict.isExpected = replay.checkpoints[expectation.seq] == expectation.digest
      if verdict.isExpected == false { verdict.findings.append(missing(expectation, replay)) }
    }
    return verdict
  }

  /// The entries, the oldest first, as far as they can be read.
  private func chain(from head: ObjectID?, _ findings: inout [AuditFinding]) throws -> [(
    commit: Commit, entry: JournalEntry
  )] {
    var chain: [(commit: Commit, entry: JournalEntry)] = []
    var next = head
    var wasUnreadable = false
    while let id = next {
      guard repository.exists(id) else {
        findings.append(
          AuditFinding(
            .entriesAreReadable,
            "the entry before \(chain.last.map { "entry \($0.entry.seq)" } ?? "it") is not here",
            commit: id,
            help: "git fetch the whole branch journal"
          )
        )
        break
      }
      let commit = try repository.readCommit(id)
      do throws(JournalError) {
        let entry = try JournalEntry(message: commit.message)
        chain.append((commit, entry))
        next = entry.previous
        wasUnreadable = false
      } catch {
        // What stood before an entry that says nothing is found by git's own word. Of two in a row
        // the first is enough: there the journal has been replaced by something else.
        if wasUnreadable { break }
        findings.append(
          AuditFinding(.entriesAreReadable, error.what, commit: id, seq: error.seq)
        )
        wasUnreadable = true
        next = commit.parents.first
      }
    }
    return chain.reversed()
  }

  /// Whether the branches still go on from where the journal has them.
  private func ends(_ replay: JournalReplay) throws -> [AuditFinding] {
    let journal = Journal(repository)
    var found: [AuditFinding] = []
    for (ref, place) in replay.places.sorted(by: { $0.key < $1.key }) {
      // A clone may lack branches of sources, and what they hold is part of the journal.
      guard let old = place, let new = try journal.place(of: ref), old != new else { continue }
      let isKept =
        try repository.exists(old)
        && (ref == main
          ? FirstParents.lead(from: new, to: old, in: repository)
          : repository.isAncestor(old, of: new))
      if isKept { continue }
      found.append(
        AuditFinding(
          ref == main ? .mainIsNotRewritten : .movesAreWhole,
          ref == main
            ? "main was at \(old), and that is not on the chain of first parents of \(new)"
            : "\(ref) was at \(old), and \(new) does not follow it",
          commit: old,
          seq: replay.seq,
          help: "the branch was rewritten: git branch found \(old) keeps what was there"
        )
      )
    }
    return found
  }

  private func missing(_ expectation: Expectation, _ replay: JournalReplay) -> AuditFinding {
    let what: String
    if let other = replay.checkpoints[expectation.seq] {
      what = "the checkpoint of entry \(expectation.seq) is \(other), not \(expectation.digest)"
    } else if replay.seq < expectation.seq {
      what = "the journal ends at entry \(replay.seq), and entry \(expectation.seq) was there once"
    } else {
      what = "there is no checkpoint of entry \(expectation.seq)"
    }
    return AuditFinding(
      .expectedCheckpointIsThere,
      what,
      seq: expectation.seq,
      help: "the journal was cut off or written anew; compare with another copy of it"
    )
  }
}
