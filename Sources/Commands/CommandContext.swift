public import Records

/// The world of a command: everything that it may know or touch besides its arguments.
public struct CommandContext {
  /// The only writer.
  public var terminal: Terminal
  /// The environment variables.
  public var environment: [String: String]
  /// The folder that the command works in, absolute.
  public var directory: String
  /// The present time, in seconds since 1970-01-01T00:00:00Z.
  public var now: Int64
  /// Reads all of standard input.
  public var readInput: () throws -> [UInt8]

  /// Creates a context.
  public init(
    terminal: Terminal,
    environment: [String: String],
    directory: String,
    now: Int64,
    readInput: @escaping () throws -> [UInt8] = { [] }
  ) {
    self.terminal = terminal
    self.environment = environment
    self.directory = directory
    self.now = now
    self.readInput = readInput
  }

  /// The present day in UTC.
  public var today: CalendarDay { CalendarDay(secondsSince1970: now) }

  /// Returns a path made absolute against the command's folder.
  public func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    return path == "." ? directory : "\(directory)/\(path)"
  }
}
