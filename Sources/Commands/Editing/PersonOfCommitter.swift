internal import Documents
internal import Records
internal import Snapshots

/// The person record of whoever is committing: the one whose `authors` lists git's address.
struct PersonOfCommitter {
  /// The person, where there is a record.
  let reference: Reference?
  /// The teams that the person is a member of.
  let teams: [Reference]

  init(_ workspace: Workspace, _ snapshot: Snapshot) throws {
    let email = try workspace.identity()?.email
    for reference in try snapshot.references(ofClasses: ["person"]) {
      guard let person = try snapshot.record(reference)?.value, let email,
        person["authors"]?.texts?.contains(email) ?? false
      else { continue }
      self.reference = reference
      teams = Membership.teams(of: person)
      return
    }
    reference = nil
    teams = []
  }
}
