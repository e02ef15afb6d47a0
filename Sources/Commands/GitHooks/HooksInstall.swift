internal import ArgumentParser
internal import Git

/// `cmdb hooks`: the scripts that git calls.
struct Hooks: Command {
  static let configuration = CommandConfiguration(
    commandName: "hooks",
    abstract: "Install what git calls.",
    subcommands: [HooksInstall.self]
  )

  func run(in context: CommandContext) throws -> ExitStatus {
    throw CommandFailure(.usage, "hooks needs install", remedy: "cmdb hooks install")
  }
}

/// `cmdb hooks install`: writes the hooks and registers the merge and diff drivers.
struct HooksInstall: Command {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Write git's hooks, and register the merge and diff drivers.",
    discussion: Prose.filled(
      """
      A hook that is there already is kept as NAME.chained and runs first. core.hooksPath is never
      set; where it is set already, the hooks are written there.

      Exit status: 0 installed, 3 a file cannot be written.
      """
    )
  )

  func run(in context: CommandContext) throws -> ExitStatus {
    let workspace = try Workspace(context)
    let setup = RepositorySetup(workspace)
    for line in try setup.installHooks() { context.terminal.say(line) }
    try setup.registerDrivers()
    context.terminal.say("registered the merge and diff drivers")
    return .success
  }
}
