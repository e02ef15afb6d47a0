internal import Diagnostics
public import Git
public import Records
internal import Snapshots
internal import Validation

/// Judges one commit of main after the other, as if each had just been pushed: by the rules, policy
/// and people of its first parent, on the day of its committer time.
public final class CommitAudit {
  /// How much times may go back, in seconds: clocks of people differ.
  static let slack: Int64 = 600

  /// Whose signature a commit bears.
  public enum Signer: Sendable, Hashable {
    /// Nobody's.
    case nobody
    /// One that is not checked, of this kind.
    case unchecked(String)
    /// The author's, by a key of the author's record.
    case author(Reference)
    /// That of the person who wrote the commit for another author.
    case committer(Reference)
    /// Somebody else's, whose record lists the key.
    case other(Reference)
    /// One by a key that no person's record lists.
    case stranger
    /// One that does not fit the commit.
    case forged
  }

  private let repository: Repository
  private let snapshots: CommitSnapshots
  private let judge: RangeJudge

  /// Creates a judge; `builtIn` are the schemas that the program brings along.
  public init(_ repository: Repository, builtIn: [SchemaFile]) {
    self.repository = repository
    snapshots = CommitSnapshots(repository, builtIn: builtIn)
    judge = RangeJudge(repository, builtIn: builtIn)
  }

  /// Returns what is wrong with a commit of main and the proposal that it may bring; `signer` is
  /// whose signature it bears.
  public func findings(about commit: Commit, signedBy signer: Signer) throws -> [AuditFinding] {
    var found = try rules(commit).filter { $0.severity != .note }
      .map { AuditFinding($0, commit: commit.id) }
    found += try times(commit)
    found += squash(commit)
    switch signer {
    case .forged:
      found.append(
        AuditFinding(
          .signaturesFit,
          "the signature does not fit the commit",
          commit: commit.id,
          help: "the commit was changed after it was signed, or the signature was made for another"
        )
      )
    case .other(let person):
      found.append(
        AuditFinding(
          .signaturesFit,
          "it is signed by \(person), and the author is \(commit.author.email)",
          severity: .warning,
          commit: commit.id
        )
      )
    case .nobody, .unchecked, .author, .committer, .stranger: break
    }
    return found
  }

  /// Returns whose signature a commit bears, by the people of its first parent.
  public func signer(of commit: Commit) throws -> Signer {
    let signed = try repository.signedPayload(of: commit.id)
    if signed == nil { return .nobody }
    let before = try snapshots.snapshot(of: commit.parents.first ?? commit.id)
    try snapshots.forget(but: [])
    let people = PersonDirectory(lookup: before, catalogue: before.catalogue)
    switch try CommitSignature(signed, people: people) {
    case .unsigned: return .nobody
    case .unchecked(let kind): return .unchecked(kind)
    case .invalid: return .forged
    case .unknownKey: return .stranger
    case .valid(let person):
      if try people.person(address: commit.author.email) == person { return .author(person) }
      return try people.person(address: commit.committer.email) == person
        ? .committer(person) : .other(person)
    }
  }

  /// What the rules object to.
  private func rules(_ commit: Commit) throws -> [Finding] {
    guard let parent = commit.parents.first else {
      let day = CalendarDay(secondsSince1970: commit.committer.time)
      let snapshot = try snapshots.snapshot(of: commit.id)
      try snapshots.forget(but: [])
      return try RecordJudge(snapshot, day: day, lapseSeverity: .error).everything().findings
    }
    return try judge.verdict(from: parent, to: commit.id).findings
  }

  private func times(_ commit: Commit) throws -> [AuditFinding] {
    for parent in commit.parents {
      let before = try repository.readCommit(parent).committer.time
      guard before - commit.committer.time > Self.slack else { continue }
      return [
        AuditFinding(
          .timesGoForward,
          "it is of \(Timestamp(seconds: commit.committer.time)), and follows one of "
            + "\(Timestamp(seconds: before))",
          commit: commit.id,
          help: "somebody's clock was wrong, or the commit was dated back"
        )
      ]
    }
    return []
  }

  /// A proposal that was squashed into one commit has lost who wrote it and who approved it, unless
  /// the message still says both.
  private func squash(_ commit: Commit) -> [AuditFinding] {
    guard commit.parents.count == 1 else { return [] }
    let keys = commit.trailers.map { (key: $0.key.lowercased(), value: $0.value) }
    let others = keys.filter { key, value in
      key == "co-authored-by" && Actor(parsing: value).email != commit.author.email
    }
    let number = Self.proposalNumber(in: commit)
    guard number != nil || !others.isEmpty else { return [] }
    let isApproved = keys.contains {
      $0.key == "approved-by" || $0.key == ApprovalTrailer.name.lowercased()
    }
    if isApproved { return [] }
    let what =
      number.map { "it squashes proposal \($0)" } ?? "it squashes what several people wrote"
    let authors =
      others.isEmpty
      ? "no author of its commits is named" : "its authors are only named in the text"
    return [
      AuditFinding(
        .squashesKeepAuthors,
        "\(what): \(authors), and no approval came along",
        severity: .warning,
        commit: commit.id,
        help: "merge proposals with a merge commit; its second parent keeps who wrote what"
      )
    ]
  }

  /// The number that a forge puts into the message of a squashed proposal: ` (#12)` at the end of the
  /// subject, or `See merge request group/project!12`.
  private static func proposalNumber(in commit: Commit) -> String? {
    let last = commit.summary.split(separator: " ").last ?? ""
    if last.hasPrefix("(#"), last.hasSuffix(")"), Int(last.dropFirst(2).dropLast()) != nil {
      return String(last.dropFirst().dropLast())
    }
    for line in commit.message.split(separator: "\n") where line.hasPrefix("See merge request ") {
      if let mark = line.lastIndex(of: "!") { return String(line[mark...]) }
    }
    return nil
  }
}
