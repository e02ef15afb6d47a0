/// Why a text is no document: what, where, and what to do about it.
public struct DocumentError: Error, Sendable, Equatable {
  /// What is wrong.
  public enum Kind: String, Sendable, CaseIterable {
    /// A map has two entries with one key.
    case duplicateKey
    /// A node has an anchor (`&name`).
    case anchor
    /// A node is an alias (`*name`).
    case alias
    /// A map has the merge key `<<`.
    case mergeKey
    /// A node has an explicit tag (`!name`, `!!str`).
    case tag
    /// The text has a directive other than `%YAML 1.2`.
    case directive
    /// The text holds more than one document.
    case severalDocuments
    /// A tab stands outside quoted and block scalars and comments.
    case tab
    /// The bytes are not UTF-8.
    case invalidUTF8
    /// A character may not stand in a text: NUL, another control, a line break that not every
    /// program takes for one.
    case forbiddenCharacter
    /// The text has a byte order mark.
    case byteOrderMark
    /// A key has a character that reorders the text around it.
    case bidirectionalControlInKey
    /// A key is a list or a map.
    case complexKey
    /// Lists and maps are nested too deep.
    case tooDeep
    /// The text has too many bytes.
    case tooLarge
    /// The value exists in YAML but not in JSON (`.inf`, `.nan`), or is a number beyond measure.
    case notJSON
    /// The text breaks the grammar.
    case syntax
  }

  /// What is wrong.
  public let kind: Kind
  /// What is wrong, in a sentence that stands alone.
  public let message: String
  /// The line, counted from 1.
  public let line: Int
  /// The column, counted from 1 in Unicode scalars.
  public let column: Int
  /// What to do about it.
  public let help: String?

  /// Creates an error.
  public init(kind: Kind, message: String, line: Int, column: Int, help: String? = nil) {
    self.kind = kind
    self.message = message
    self.line = line
    self.column = column
    self.help = help
  }
}

extension DocumentError: CustomStringConvertible {
  /// `line:column: message`.
  public var description: String { "\(line):\(column): \(message)" }
}
