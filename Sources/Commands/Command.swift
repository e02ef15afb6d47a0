public import ArgumentParser

/// One command: arguments, one call into the libraries, one rendering.
public protocol Command: ParsableCommand {
  /// Does the work and says how it went; a `CommandFailure` says why it could not.
  func run(in context: CommandContext) throws -> ExitStatus
}

extension Command {
  /// The argument parser's own way to run is not used: a command needs its context.
  public func run() throws { throw CleanExit.helpRequest(self) }
}
