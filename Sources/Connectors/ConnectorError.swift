/// Why a delivery could not be read at all: what is wrong, where, and what to do about it.
///
/// One observation that is wrong while the others can be read is no error but a rejection of the
/// delivery. Like a finding, the message stands alone, starts in lower case and has no full stop.
public struct ConnectorError: Error, Hashable, Sendable {
  /// What sort of objection it is, for a caller that acts on it.
  public enum Kind: String, Sendable, CaseIterable {
    /// No connector of that name is known.
    case unknownKind
    /// The source is of another kind.
    case otherKind
    /// No connector recognises the bytes, or several do.
    case unrecognised
    /// There is nothing to read.
    case empty
    /// The text ends in the middle.
    case truncated
    /// The bytes are not the syntax that the connector reads.
    case syntax
    /// The bytes are no text in an encoding that is read.
    case encoding
    /// A document type or an entity declaration where none is read.
    case doctype
    /// A bound was reached: bytes, depth, length of one value, number of things.
    case tooLarge
    /// The syntax is right, but it is another program's text or another message of the program.
    case otherMessage
    /// A thing that the format always has is missing.
    case missing
  }

  /// What sort of objection it is.
  public var kind: Kind
  /// What is wrong.
  public var message: String
  /// The line, counted from 1, where it is about one.
  public var line: Int?
  /// The column, counted from 1 in Unicode scalars, where it is known.
  public var column: Int?
  /// What to do about it.
  public var help: String

  /// Creates an error from its parts.
  public init(
    _ kind: Kind,
    _ message: String,
    line: Int? = nil,
    column: Int? = nil,
    help: String
  ) {
    self.kind = kind
    self.message = message
    self.line = line
    self.column = column
    self.help = help
  }
}

extension ConnectorError: CustomStringConvertible {
  /// `line:column: message (help)`, without the parts that are not known.
  public var description: String {
    var place = ""
    if let line {
      place = "line \(line)"
      if let column { place += ", column \(column)" }
      place += ": "
    }
    return "\(place)\(message) (\(help))"
  }
}
