internal import Git
internal import Records
internal import Snapshots
internal import Validation

/// Reads the approvals that a commit's trailers bear.
struct CommitApprovals {
  let repository: Repository
  /// The branch that the change goes to.
  let target: String

  /// Returns the approvals of a change: those with a signature over it are verified, those that only
  /// say a name are claimed. A signature over another change is no approval at all.
  func approvals(in commit: Commit, of changes: [RecordChange], people: PersonDirectory) throws
    -> [Approval]
  {
    var approvals: [Approval] = []
    lazy var digest = ChangeDigest.digest(of: changes)
    for (key, value) in commit.trailers {
      switch key.lowercased() {
      case "approved-by":
        if let person = try people.person(address: Actor(parsing: value).email) {
          approvals.append(Approval(person: person, isVerified: false))
        }
      case ApprovalTrailer.name.lowercased():
        guard let trailer = ApprovalTrailer(value),
          try trailer.isValid(
            repository: RepositoryIdentity.root(of: commit.id, in: repository),
            target: target,
            change: digest,
            people: people
          )
        else { continue }
        approvals.append(Approval(person: trailer.person, isVerified: true))
      default: continue
      }
    }
    return approvals
  }
}
