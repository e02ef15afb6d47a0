internal import ArgumentParser
internal import Diagnostics
internal import Git

/// The program as a whole: from words to an exit status.
public enum Program {
  /// Runs one command line, without the program's own name, and returns what the shell is told.
  public static func run(_ arguments: [String], in context: CommandContext) -> ExitStatus {
    let status = perform(arguments, in: context)
    context.terminal.flush()
    guard let reason = context.terminal.output.failure else { return status }
    context.terminal.say("cmdb: the answer could not be written: standard output: \(reason)")
    context.terminal.flush()
    return .failure
  }

  private static func perform(_ arguments: [String], in context: CommandContext) -> ExitStatus {
    if arguments == ["--version"] || arguments == ["version"] {
      context.terminal.print(Version.line)
      return .success
    }
    do {
      var context = context
      if let broken = arguments.first(where: { $0.unicodeScalars.contains("\u{FFFD}") }) {
        throw CommandFailure(.usage, "a word is no UTF-8", at: broken)
      }
      let words = try directoryOption(arguments, in: &context)
      let command = try parse(words)
      guard let command = command as? any Command else {
        throw HelpShown(text: help(command, context), status: words.isEmpty ? .usage : .success)
      }
      return try command.run(in: context)
    } catch let stop as HelpShown {
      // Help and completion scripts are our own text: nothing in them needs escaping.
      context.terminal.printRaw(stop.text + "\n")
      return stop.status
    } catch {
      let failure = FailureSorting.failure(for: error)
      context.terminal.say(failure.message)
      return failure.status
    }
  }

  private struct HelpShown: Error {
    let text: String
    var status = ExitStatus.success
  }

  /// The parser's own command for `--help` and `help` knows which command was asked about.
  private static func help(_ command: any ParsableCommand, _ context: CommandContext) -> String {
    var command = command
    do {
      try command.run()
      return Root.helpMessage(columns: context.terminal.width)
    } catch {
      return Root.fullMessage(for: error)
    }
  }

  private static func parse(_ words: [String]) throws -> any ParsableCommand {
    // To list every command takes longer than most of them do.
    if words.first == "help", let unknown = unknownCommand(words) { throw unknown }
    do {
      return try Root.parseAsRoot(words)
    } catch {
      if let unknown = unknownCommand(words) { throw unknown }
      let text = Root.fullMessage(for: error)
      if Root.exitCode(for: error) == .success { throw HelpShown(text: text) }
      throw CommandFailure(.usage, usageMessage(text))
    }
  }

  /// The parser's message in our form: `cmdb: what: what to do`.
  private static func usageMessage(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.first, first.hasPrefix("Error: ") else { return text }
    let rest = lines.dropFirst().joined(separator: "\n")
    let message = first.dropFirst("Error: ".count)
    let start = message.prefix(1).lowercased() + message.dropFirst()
    return rest.isEmpty ? start : start + "\n" + rest
  }

  /// Takes `-C DIR` out of the words, wherever it stands before `--`, as git knows it.
  private static func directoryOption(_ arguments: [String], in context: inout CommandContext)
    throws -> [String]
  {
    var words: [String] = []
    var index = 0
    while index < arguments.count {
      if arguments[index] == "--" {
        words += arguments[index...]
        break
      }
      if arguments[index] == "-C" {
        guard index + 1 < arguments.count else {
          throw CommandFailure(.usage, "-C needs a folder", remedy: "write cmdb -C DIR COMMAND")
        }
        context.directory = context.absolute(arguments[index + 1])
        index += 2
        continue
      }
      words.append(arguments[index])
      index += 1
    }
    return words
  }

  private static func unknownCommand(_ words: [String]) -> CommandFailure? {
    let isAsked = words.first == "help" && words.count > 1
    guard let name = isAsked ? words[1] : words.first, !name.hasPrefix("-") else { return nil }
    let known = Root.configuration.subcommands.compactMap { $0._commandName }
    if known.contains(name) || name == "help" { return nil }
    let nearest = NearestName.of(name, in: known)
    return CommandFailure(
      .usage,
      "there is no command \(name)",
      remedy: nearest.map { "did you mean cmdb \($0)?" } ?? "cmdb --help lists the commands"
    )
  }
}
