public import Git
public import Records

/// What a commit's header and trailers say about the change that it makes.
public struct CommitFacts: Sendable {
  /// One source whose delivery a sync merge brings.
  public struct Delivery: Sendable, Hashable {
    /// The source's name.
    public let source: String
    /// The delivery's commit, in hexadecimal.
    public let commit: String
  }

  /// The commit.
  public let id: ObjectID
  /// The commits that it follows.
  public let parents: [ObjectID]
  /// The tree that it leaves.
  public let tree: ObjectID
  /// Who made the change; claimed, unless `CommitTrust` has looked.
  public internal(set) var author: Actor
  /// When the commit was written, in seconds since 1970-01-01T00:00:00Z.
  public let time: Int64
  /// The first line of the message.
  public let summary: String
  /// The deliveries that a sync merge brings, in order of the trailers.
  public let deliveries: [Delivery]
  /// Why a machine recomputed without a delivery (`freshness`, `rules`), where it did.
  public let recomputation: String?
  /// Who approved, by the trailers `Approved-by`; claimed, unless `CommitTrust` has looked.
  public internal(set) var approvals: [Actor]
  /// The renames that the trailers `Renamed` declare, from new to old.
  public let renames: [Reference: Reference]
  /// The number of the proposal that the commit merged, where the message names one.
  public let proposal: Int?
  /// Whether the commit bears a signature, of whatever worth.
  public let isSigned: Bool

  /// Whether a machine made the change: a sync merge, or a commit that recomputes.
  public var isMachine: Bool { !deliveries.isEmpty || recomputation != nil }

  /// Whether the commit is shaped as one of the program's: a merge of sources has the deliveries that
  /// it names as further parents, any other has none. Whatever else bears the program's name is
  /// somebody's.
  public var bringsItsDeliveries: Bool {
    parents.dropFirst().map(\.hex) == deliveries.map(\.commit)
  }

  /// Reads what a commit says.
  public init(_ commit: Commit) {
    id = commit.id
    parents = commit.parents
    tree = commit.tree
    author = Actor(name: commit.author.name, email: commit.author.email)
    time = commit.committer.time
    summary = commit.summary
    proposal = ProposalNumber.read(commit.message, summary: commit.summary)
    isSigned = commit.signature != nil
    var deliveries: [Delivery] = []
    var source: String?
    var recomputation: String?
    var approvals: [Actor] = []
    var renames: [Reference: Reference] = [:]
    let isBySync = commit.author.email == SyncIdentity.email
    for (key, value) in commit.trailers {
      switch key.lowercased() {
      case "source" where isBySync: source = value
      case "delivery" where isBySync:
        if let name = source { deliveries.append(Delivery(source: name, commit: value)) }
        source = nil
      case "reconcile" where isBySync: recomputation = value
      case "approved-by": approvals.append(Actor(parsing: value))
      case "renamed":
        let names = value.split(separator: " ").compactMap { Reference(String($0)) }
        if names.count == 2 { renames[names[1]] = names[0] }
      default: break
      }
    }
    self.deliveries = deliveries
    self.recomputation = recomputation
    self.approvals = approvals
    self.renames = renames
  }
}

/// The name that reconciliation commits under.
public enum SyncIdentity {
  /// The author's name.
  public static let name = "cmdb sync"
  /// The author's address; the domain can never exist (RFC 2606, section 2).
  public static let email = "sync@cmdb.invalid"
}
