internal import Diagnostics
public import Documents

/// The only writer of the program: answers go to standard output, talk to standard error.
public final class Terminal {
  /// Where answers go.
  public let output: OutputSink
  /// Where talk goes.
  public let errors: OutputSink
  /// Whether standard output is a terminal: tables and colour are for people.
  public let isInteractive: Bool
  /// Whether standard error is a terminal: progress is for people.
  public let showsProgress: Bool
  /// Whether answers are coloured.
  public let hasColour: Bool
  /// How many cells a line of the terminal has.
  public let width: Int
  /// Tells the time in seconds, from any moment on: long work is shown, short work is not.
  public let seconds: () -> Double

  /// Creates a terminal.
  public init(
    output: OutputSink,
    errors: OutputSink,
    isInteractive: Bool = false,
    showsProgress: Bool = false,
    hasColour: Bool = false,
    width: Int = 80,
    seconds: @escaping () -> Double = { 0 }
  ) {
    self.output = output
    self.errors = errors
    self.isInteractive = isInteractive
    self.showsProgress = showsProgress
    self.hasColour = hasColour
    self.width = width
    self.seconds = seconds
  }

  /// Prints a line of the answer; everything that a terminal would act on is escaped.
  public func print(_ line: String = "") {
    output.write(SafeText.escape(line, multiline: true) + "\n")
  }

  /// Prints a value for programs: as YAML where that is asked for, else as JSON, on one line where
  /// NDJSON is asked for.
  public func print(_ value: Value, as format: OutputFormat) {
    switch format {
    case .yaml: output.write(bytes: YAMLWriter.text(of: value))
    default: output.write(value.json(pretty: format != .ndjson) + "\n")
    }
  }

  /// Prints text that is safe already, as it is.
  public func printRaw(_ text: String) { output.write(text) }

  /// Prints a line of talk: what was done, what comes next.
  public func say(_ line: String) { errors.write(SafeText.escape(line, multiline: true) + "\n") }

  /// Returns text in bold, where answers are coloured.
  public func bold(_ text: String) -> String { hasColour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  /// Sends everything on.
  public func flush() {
    output.flush()
    errors.flush()
  }
}
