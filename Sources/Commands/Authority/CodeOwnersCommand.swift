internal import ArgumentParser
internal import Documents
internal import History
internal import Records
internal import Snapshots
internal import Validation

/// `cmdb codeowners`: the file by which forges ask owners for reviews.
struct CodeOwnersCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "codeowners",
    abstract: "Print CODEOWNERS for a forge, from the records.",
    discussion: Prose.filled(
      """
      Every record belongs to its owner; files that the policy gives to teams belong to those.

        cmdb codeowners --forge github --organisation acme > .github/CODEOWNERS
        cmdb codeowners --forge gitlab > CODEOWNERS
        cmdb codeowners --forge gitea --organisation acme > .gitea/CODEOWNERS

      With --organisation, owners are the forge's teams of the same names (@acme/platform). Without it
      they are the members of the teams, by the first of their addresses; gitea knows no addresses, and
      there they are users: of a noreply address, else by the id of the person's record.

      Exit status: 0 printed, 2 usage, 3 the repository failed.
      """
    )
  )

  @Option(help: "The forge: github, gitlab or gitea.") var forge: ForgeName
  @Option(help: "The organisation or group that the teams belong to on the forge.")
  var organisation: String?
  @Option(help: "The state to read: a revision or a date.") var at: String?

  /// The forges by the names that people type.
  enum ForgeName: String, CaseIterable, ExpressibleByArgument {
    case github, gitlab, gitea
  }

  func run(in context: CommandContext) throws -> ExitStatus {
    let snapshot = try Workspace(context).snapshot(at: at)
    var paths: [Reference: String] = [:]
    for entry in try snapshot.recordEntries() {
      guard let reference = RecordLayout.reference(ofPath: entry.path) else { continue }
      paths[reference] = entry.path
    }
    let text = try CodeOwners.text(
      for: CodeOwners.Forge(rawValue: forge.rawValue) ?? .github,
      lookup: snapshot,
      catalogue: snapshot.catalogue,
      paths: paths,
      policy: RepositoryPolicy.read(snapshot),
      organisation: organisation
    )
    context.terminal.printRaw(text)
    return .success
  }
}
