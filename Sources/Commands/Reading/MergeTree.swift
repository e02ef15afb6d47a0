internal import ArgumentParser
internal import Documents
internal import Git
internal import History

/// `cmdb merge-tree`: what a merge of two commits comes to, without a working tree.
struct MergeTree: Command {
  static let configuration = CommandConfiguration(
    commandName: "merge-tree",
    abstract: "Merge two commits by attribute, without a working tree.",
    discussion: Prose.filled(
      """
      Prints the id of the merged tree, then every conflict with what stood before, ours and theirs.
      Records are paired by class and id wherever their files stand; other files are merged by line.
      Where histories crossed, the several merge bases are merged first, as git does. --write stores
      the tree, to which nothing refers yet; without it nothing is written.

        cmdb merge-tree main topic
        cmdb merge-tree main topic --format json
        cmdb merge-tree main topic --write     # the tree for git commit-tree

      Exit status: 0 merged, 1 conflicts are left, 2 usage, 3 the repository failed.
      """
    )
  )

  /// How the answer is written.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  @Argument(help: "The commit that is ours.") var ours: String
  @Argument(help: "The commit that is theirs.") var theirs: String
  @Option(
    help: ArgumentHelp("Take this commit for what both started from.", valueName: "rev")
  )
  var base: String?
  @Option(help: "How the answer is written: text or json.") var format: Format = .text
  @Flag(help: "Store the merged tree.") var write = false

  func run(in context: CommandContext) throws -> ExitStatus {
    let workspace = try Workspace(context)
    let (one, other) = try (workspace.commit(at: ours), workspace.commit(at: theirs))
    let merge = try CommitMerge(workspace.repository, builtIn: Workspace.builtInSchemas)
      .merge(one, other, base: base.map { try workspace.commit(at: $0) })
    guard !merge.bases.isEmpty else {
      throw CommandFailure(
        .usage,
        "\(ours) and \(theirs) have no common commit",
        remedy: "--base names the one to start from"
      )
    }
    var batch = ObjectBatch()
    let tree = try merge.tree.store(in: &batch, workspace.repository)
    if write { try workspace.repository.write(batch, durability: .none) }
    switch format {
    case .text:
      context.terminal.print(tree.hex)
      for conflict in merge.conflicts { context.terminal.print(ConflictText.line(conflict)) }
    case .json:
      let shape: Value = .map([
        "bases": .list(merge.bases.map { .string($0.hex) }), "ours": .string(one.hex),
        "theirs": .string(other.hex), "tree": .string(tree.hex), "written": .bool(write),
        "clean": .bool(merge.conflicts.isEmpty),
        "conflicts": .list(merge.conflicts.map(Shape.conflict)),
      ])
      context.terminal.print(shape, as: .json)
    }
    context.terminal.say(Self.summary(merge.conflicts))
    return merge.conflicts.isEmpty ? .success : .no
  }

  private static func summary(_ conflicts: [MergeConflict]) -> String {
    guard let first = conflicts.first else { return "merged without conflicts" }
    let files = Set(conflicts.map(\.path)).count
    let count = conflicts.count == 1 ? "1 conflict" : "\(conflicts.count) conflicts"
    return files == 1 ? "\(count) in \(first.path)" : "\(count) in \(files) files"
  }
}
