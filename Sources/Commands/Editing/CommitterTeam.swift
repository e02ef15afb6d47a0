internal import Documents
internal import Git
internal import Records
internal import Snapshots

/// The team of whoever is committing: that of the person whose `authors` lists git's address.
struct CommitterTeam {
  /// The team, where the person belongs to exactly one.
  let team: Reference?

  init(_ workspace: Workspace, _ snapshot: Snapshot) throws {
    guard let email = try workspace.identity()?.email else {
      team = nil
      return
    }
    for reference in try snapshot.references(ofClasses: ["person"]) {
      guard let person = try snapshot.record(reference)?.value,
        person["authors"]?.texts?.contains(email) ?? false
      else { continue }
      let pattern = AttributePath().appending(name: "relations").appending(name: "member_of")
        .appending(item: ItemKey(parts: [])).appending(name: "to")
      let teams = person.values(at: pattern).compactMap { $0.stringValue.flatMap { Reference($0) } }
      team = teams.count == 1 ? teams[0] : nil
      return
    }
    team = nil
  }
}
