internal import Documents
internal import Records
internal import Snapshots
internal import Validation

/// The person record of whoever is committing: the one that the directory finds by git's address.
struct PersonOfCommitter {
  /// The person, where there is just one.
  let reference: Reference?
  /// The teams that the person is a member of.
  let teams: [Reference]

  init(_ workspace: Workspace, _ snapshot: Snapshot) throws {
    let people = PersonDirectory(lookup: snapshot, catalogue: snapshot.catalogue)
    reference = try workspace.identity().flatMap { try people.person(address: $0.email) }
    teams = try reference.map(people.teams) ?? []
  }
}
