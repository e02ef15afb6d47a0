public import Diagnostics
public import Documents

/// A governed file is one YAML document that every reader understands alike.
public enum TextIsDocument: ExplainedRule {
  /// The rule's identifier.
  public static let id = "CMDB-R011"
  /// What must hold.
  public static let title = "a file is one YAML document without anchors, tags and ambiguities"
  /// An error.
  public static let severity = Severity.error
  /// Why, with an example and its cure.
  public static let explanation = """
    A record reads the same in every program. So what YAML readers understand differently is left out:
    anchors and aliases, tags, merge keys, several documents, tabs for indentation, a key twice.

        tags: &all [pci]
        extra: *all

    Cure: write the value where it is meant; `cmdb fmt` does the layout.
    """

  /// Returns the finding for a text that cannot be parsed.
  public static func finding(
    _ error: DocumentError,
    of text: [UInt8],
    path: String,
    reference: String?
  ) -> Finding {
    if let line = conflictMarker(in: text) {
      return Finding(
        rule: id,
        reference: reference,
        place: Place(file: path, line: line, column: 1),
        message: "a merge has left its conflict markers",
        help: "choose between the two sides and take the marker lines out",
        length: 7
      )
    }
    return Finding(
      rule: id,
      reference: reference,
      place: Place(file: path, line: error.line, column: error.column),
      message: error.message,
      help: error.help
    )
  }

  /// The line of the first marker that git, or the merge driver, leaves around a conflict.
  private static func conflictMarker(in text: [UInt8]) -> Int? {
    let marker = Array("<<<<<<< ".utf8)
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return lines.firstIndex { $0.starts(with: marker) }.map { $0 + 1 }
  }
}
