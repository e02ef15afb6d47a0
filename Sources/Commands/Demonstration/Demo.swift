internal import ArgumentParser
internal import Git
internal import SampleLibrary
internal import Snapshots

/// `cmdb demo`: the sample repository with a real history, and a guided tour of it.
struct Demo: Command {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Make the sample repository with a real history, and show it round.",
    discussion: Prose.filled(
      """
      A small company's inventory: people's edits, a merged proposal, deliveries of a GLPI agent and of
      nmap scans, and what reconciliation made of them. Every line of the tour is what the command
      shown prints.

        cmdb demo
        cmdb demo /tmp/inventory

      Exit status: 0 made, 1 the folder is not empty, 3 git or the file system failed.
      """
    )
  )

  @Argument(help: "The folder; it must not exist or be empty.") var directory = "demo-inventory"
  @Flag(help: "Make the repository without the tour.") var quiet = false

  func run(in context: CommandContext) throws -> ExitStatus {
    let folder = Workspace.normalised(context.absolute(directory))
    guard try WorkingTreeFiles(root: folder).entries(below: "").isEmpty else {
      throw CommandFailure(
        .no,
        "the folder is not empty",
        at: folder,
        remedy: "name another one, or remove it"
      )
    }
    var inside = context
    inside.directory = folder
    try DemoHistory(inside, folder: folder).make()
    if quiet {
      context.terminal.say("made the sample repository in \(folder)")
      return .success
    }
    DemoTour(inside, shownFolder: directory).show()
    return .success
  }
}
