internal import ArgumentParser
internal import Documents
internal import Git
internal import History
internal import Records
internal import Snapshots

/// `cmdb diff`: what differs, by attribute and not by line.
struct Diff: Command {
  static let configuration = CommandConfiguration(
    abstract: "What differs between two states, by attribute.",
    discussion: Prose.filled(
      """
      Without a range: what the working tree changes against the last commit. A...B begins where the
      two parted, as a pull request does.

        cmdb diff
        cmdb diff main...HEAD
        cmdb diff v1..v2 --format json --exit-code

      Exit status: 0; with --exit-code 1 where something differs; 2 usage, 3 the repository failed.
      """
    )
  )

  @Argument(help: "A..B or A...B; an empty side is HEAD.") var range: String?
  @Flag(help: "Exit with 1 where something differs.") var exitCode = false
  @Option(help: "How the answer is written: table, json, ndjson, yaml or csv.")
  var format: OutputFormat = .table

  func run(in context: CommandContext) throws -> ExitStatus {
    let workspace = try Workspace(context)
    let found = try range.map { try committed($0, workspace) } ?? uncommitted(workspace)
    print(found, context.terminal)
    return exitCode && !found.changes.isEmpty ? .no : .success
  }

  private struct Found {
    var base: String?
    var head: String?
    var changes: [AttributeChange]
  }

  private func committed(_ text: String, _ workspace: Workspace) throws -> Found {
    let (base, head) = try RevisionRange(text).commits(in: workspace)
    let catalogue = try workspace.snapshot(of: head).catalogue
    let versions = RecordVersions(workspace.repository, catalogue: catalogue)
    return Found(
      base: base.hex,
      head: head.hex,
      changes: try RecordDifference(versions).changes(from: base, to: head)
    )
  }

  private func uncommitted(_ workspace: Workspace) throws -> Found {
    _ = try workspace.editableRoot()
    let now = try workspace.present()
    let head = try workspace.headIfAny()
    let tree = try head.map { try workspace.repository.readCommit($0).tree }
    let before = try workspace.snapshot(TreeFiles(workspace.repository, tree: tree))
    let paths = try workspace.repository.workingTreeChanges(
      under: RecordLayout.root,
      environment: workspace.context.environment
    )
    var changes: [AttributeChange] = []
    for path in paths {
      guard let reference = RecordLayout.reference(ofPath: path) else { continue }
      let keys = now.catalogue.recordClass(reference.className)?.listKeys ?? .none
      changes += AttributeDifference.between(
        try before.record(atPath: path)?.value,
        try now.record(atPath: path)?.value,
        of: reference,
        keys: keys
      )
    }
    return Found(base: head?.hex, head: nil, changes: changes)
  }

  private func print(_ found: Found, _ terminal: Terminal) {
    switch format {
    case .json, .yaml:
      let shape: Value = .map([
        "base": Shape.text(found.base), "head": Shape.text(found.head),
        "changes": .list(found.changes.map(Shape.change)),
      ])
      terminal.print(shape, as: format)
    case .table:
      for change in found.changes { terminal.print(ChangeText.line(change)) }
      if found.changes.isEmpty { terminal.say("no record differs") }
    case .ndjson, .csv:
      var rows = Rows(columns: ["ref", "attribute", "kind", "old", "new"])
      for change in found.changes {
        rows.append(
          [
            change.reference.description, change.attribute?.description ?? "",
            change.kind.rawValue, ValueText.cell(change.old), ValueText.cell(change.new),
          ],
          Shape.change(change)
        )
      }
      rows.print(as: format, to: terminal)
    }
  }
}
