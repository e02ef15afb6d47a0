public import Diagnostics
public import Documents

/// A governed file is one YAML document that every reader understands alike.
public enum TextIsDocument {
  /// The rule's identifier.
  public static let id = "CMDB-R011"
  /// What must hold.
  public static let title = "a file is one YAML document without anchors, tags and ambiguities"

  /// Returns the finding for a text that cannot be parsed.
  public static func finding(_ error: DocumentError, path: String, reference: String?) -> Finding {
    Finding(
      rule: id,
      reference: reference,
      place: Place(file: path, line: error.line, column: error.column),
      message: error.message,
      help: error.help
    )
  }
}
