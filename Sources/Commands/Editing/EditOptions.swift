internal import ArgumentParser
internal import Documents

/// The options of every command that edits records.
struct EditOptions: ParsableArguments {
  @Flag(help: "Write also what makes a record invalid.") var force = false
  @Flag(help: "Show what would change, and write nothing.") var dryRun = false
  @Flag(help: "Commit the edit.") var commit = false
  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The commit's message; implies --commit.", valueName: "text")
  )
  var message: String?

  /// Whether the edit is to be committed.
  var commits: Bool { commit || message != nil }
}
