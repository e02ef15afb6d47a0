internal import Documents
internal import Git
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

extension Workspace {
  /// Who git says is committing, or nil where it does not know.
  func identity() throws -> (name: String, email: String)? {
    let result = try ChildProcess.run(
      ["git", "var", "GIT_AUTHOR_IDENT"],
      environment: context.environment,
      input: [],
      directory: repository.workingTree ?? repository.gitDirectory
    )
    let text = String(decoding: result.output, as: UTF8.self)
    guard result.status == 0, let open = text.firstIndex(of: "<"),
      let close = text.firstIndex(of: ">"), open < close
    else { return nil }
    let name = text[..<open].split(separator: " ").joined(separator: " ")
    return (name, String(text[text.index(after: open)..<close]))
  }
}
