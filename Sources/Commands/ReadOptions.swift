internal import ArgumentParser

/// The options of every command that reads.
struct ReadOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The state to read: a revision or a date.", valueName: "rev|date"))
  var at: String?

  @Flag(name: .customLong("no-index"), help: "Answer from the commits alone, without the index.")
  var withoutIndex = false

  @Option(help: "How the answer is written: table, json, ndjson, yaml or csv.")
  var format: OutputFormat = .table
}
