internal import Git
internal import Records
internal import Snapshots
internal import Validation

/// Says who made a commit, and how sure that is, by the people of the repository before it.
struct CommitMaker {
  let repository: Repository

  /// Returns the author of a commit as the people of a snapshot have it.
  func author(of commit: Commit, people: PersonDirectory) throws -> ChangeAuthor {
    let facts = CommitFacts(commit)
    if facts.isMachine && facts.bringsItsDeliveries {
      return ChangeAuthor(
        hand: .sources(facts.deliveries.map(\.source)),
        person: nil,
        label: facts.deliveries.isEmpty
          ? SyncIdentity.name
          : "source \(facts.deliveries.map(\.source).joined(separator: ", "))",
        isVerified: false
      )
    }
    let person = try people.person(address: commit.author.email)
    return ChangeAuthor(
      hand: .person,
      person: person,
      label: commit.author.email,
      isVerified: try person.map { try isSigned(commit.id, by: $0, people) } ?? false
    )
  }

  /// Whether the commit bears a signature by one of the person's keys.
  private func isSigned(_ id: ObjectID, by person: Reference, _ people: PersonDirectory) throws
    -> Bool
  {
    guard let signed = try repository.signedPayload(of: id),
      let signature = SSHSignature(text: String(decoding: signed.signature, as: UTF8.self)),
      try people.keys(of: person).contains(signature.key)
    else { return false }
    return signature.isValid(for: signed.payload, namespace: "git")
  }
}
