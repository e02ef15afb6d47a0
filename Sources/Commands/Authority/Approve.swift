internal import ArgumentParser
internal import Git
internal import History
internal import Records
internal import Snapshots
internal import Validation

/// `cmdb approve`: the trailers by which a person's word about a change travels.
struct Approve: Command {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: "Print the trailers that say that you approve a change.",
    discussion: Prose.filled(
      """
      The change is what A..B changes against the merge base, attribute by attribute. Put the lines at
      the end of the message of the commit that brings it to main; on a forge, of the merge.

        cmdb approve main..proposal
        cmdb approve main..proposal --key ~/.ssh/id_ed25519

      Without --key the key that git signs with (user.signingkey) is taken. It must be listed in your
      person record. With neither, your word is claimed: that is enough where the policy says so.

      Exit status: 0 printed, 1 it is no word of yours to give, 2 usage, 3 the repository failed.
      """
    )
  )

  @Argument(help: ArgumentHelp("The change.", valueName: "a..b")) var range: String
  @Option(help: ArgumentHelp("Your SSH key, as ssh-keygen takes it.", valueName: "file"))
  var key: String?

  func run(in context: CommandContext) throws -> ExitStatus {
    let workspace = try Workspace(context)
    let repository = workspace.repository
    let (base, head) = try RevisionRange(range).commits(in: workspace)
    let approver = try approver(workspace, base)
    let range = try ApprovedRange(repository, builtIn: Workspace.builtInSchemas, base, head)
    guard !range.changes.isEmpty else {
      throw CommandFailure(.no, "\(self.range) changes no record, so there is nothing to approve")
    }
    guard !range.authors.contains(approver.reference) else {
      throw CommandFailure(
        .no,
        "\(approver.reference) is an author of \(self.range)",
        remedy: "an approval is never the author's own: ask somebody else"
      )
    }
    context.terminal.print("Approved-by: \(approver.name) <\(approver.email)>")
    guard let key = try key.map(context.absolute) ?? SSHSigner.configuredKey(in: workspace) else {
      context.terminal.say(
        "this is claimed: name a key with --key, or git config user.signingkey, to sign it"
      )
      return .success
    }
    let statement = ApprovalStatement(
      repository: try RepositoryIdentity.root(of: base, in: repository),
      target: range.target,
      change: range.digest,
      person: approver.reference,
      time: Timestamp(seconds: context.now).description
    )
    let signature = try SSHSigner(context).sign(
      statement.text,
      with: key,
      namespace: ApprovalStatement.namespace
    )
    guard try range.people.keys(of: approver.reference).contains(signature.key) else {
      throw CommandFailure(
        .no,
        "the key \(key) is not in the record of \(approver.reference)",
        remedy: "add it under keys, and commit that to main first"
      )
    }
    context.terminal.print(
      "\(ApprovalTrailer.name): \(statement.person) \(statement.time) \(signature.base64)"
    )
    return .success
  }

  private func approver(_ workspace: Workspace, _ base: ObjectID) throws -> (
    name: String, email: String, reference: Reference
  ) {
    guard let identity = try workspace.identity() else {
      throw CommandFailure(
        .no,
        "git does not know who you are",
        remedy: "git config user.name …, and user.email with an address of your person record"
      )
    }
    let snapshot = try workspace.snapshot(of: base)
    let people = PersonDirectory(lookup: snapshot, catalogue: snapshot.catalogue)
    guard let person = try people.person(address: identity.email) else {
      throw CommandFailure(
        .no,
        "no person's record lists \(identity.email)",
        remedy: "add it under authors, and commit that to main first"
      )
    }
    return (identity.name, identity.email, person)
  }
}
