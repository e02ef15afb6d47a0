internal import ArgumentParser
internal import Documents
internal import Git
internal import Records
internal import Sync

/// `cmdb source accept`: lets a delivery through that is beyond its source's limits.
struct SourceAccept: Command {
  static let configuration = CommandConfiguration(
    commandName: "accept",
    abstract: "Let a delivery through that is beyond its source's limits.",
    discussion: Prose.filled(
      """
      Writes an entry into the source's file, with who and why; the next sync merges the delivery, and
      `cmdb source plan` shows what it would move. Without a delivery it is the source's newest.

        cmdb source accept glpi 5f0c1d2e3a4b --reason 'new data centre' -m 'Accept the move'

      Exit status: 0 written, 1 refused, or no such source or delivery, 2 usage, 3 the repository
      failed.
      """
    )
  )

  @Argument(help: "The source.") var name: String
  @Argument(help: "The delivery's commit, whole or its first characters.") var delivery: String?
  @Option(help: ArgumentHelp("Why so much changed.", valueName: "text")) var reason: String
  @OptionGroup var options: EditOptions

  func run(in context: CommandContext) throws -> ExitStatus {
    guard !reason.allSatisfy(\.isWhitespace) else {
      throw CommandFailure(.usage, "the reason is empty", remedy: "say why so much changed")
    }
    let workspace = try Workspace(context)
    var edit = try WorkingTreeEdit(workspace)
    let source = try SourceArgument.source(name, in: SourceCatalogue(edit.snapshot))
    let commit = try self.commit(of: source, in: workspace.repository)
    let short = String(commit.hex.prefix(12))
    guard !source.accepts(commit.hex) else {
      context.terminal.say("\(short) of \(name) is accepted already")
      return .success
    }
    let list = AttributePath().appending(name: "accept")
    try edit.editSource(name) { by in
      let entry: ValueMap = [
        "delivery": .string(short), "by": .string(by), "reason": .string(reason),
      ]
      return [.append(list, .map(entry))]
    }
    return try EditConclusion.conclude(
      edit,
      options,
      context,
      done: "accepted the delivery \(short) of \(name)"
    )
  }

  /// The delivery that is meant: one on the source's branch.
  private func commit(of source: SourceDefinition, in repository: Repository) throws -> ObjectID {
    guard let head = try SourceBranch(source).head(in: repository) else {
      throw CommandFailure(.no, "\(name) has delivered nothing yet")
    }
    guard let delivery else { return head }
    var next: ObjectID? = head
    while let commit = next {
      if delivery.count >= 4, commit.hex.hasPrefix(delivery.lowercased()) { return commit }
      next = try repository.readCommit(commit).parents.first
    }
    throw CommandFailure(
      .no,
      "there is no delivery \(delivery) of \(name)",
      remedy: "cmdb findings --kind limit lists those that wait"
    )
  }
}
