public import Diagnostics
public import Documents
public import Records

/// One file below `records/` with what can be said of it without looking at any other.
public struct RecordSubject: Sendable {
  /// The file, relative to the top of the repository.
  public let path: String
  /// The record's name, from its path.
  public let reference: Reference
  /// The class, or nil where it is unknown.
  public let recordClass: RecordClass?
  /// The text.
  public let document: Document
  /// The record as a value.
  public let value: Value

  /// Creates a subject.
  public init(path: String, reference: Reference, recordClass: RecordClass?, document: Document) {
    self.path = path
    self.reference = reference
    self.recordClass = recordClass
    self.document = document
    value = document.value(document.root)
  }

  /// Returns the place of an attribute's value, or of the record where it has none.
  public func place(of attribute: AttributePath) -> Place {
    let keys = recordClass?.listKeys ?? .none
    guard let node = document.node(at: attribute, keys: keys) else { return start }
    return Place(file: path, line: document.line(node), column: document.column(node))
  }

  /// Returns how many characters of the attribute's value a caret underlines, or nil where it has
  /// none.
  func length(of attribute: AttributePath) -> Int? {
    let keys = recordClass?.listKeys ?? .none
    guard !attribute.isEmpty, let node = document.node(at: attribute, keys: keys) else {
      return nil
    }
    return document.lengthOnFirstLine(node)
  }

  /// The beginning of the file.
  public var start: Place { Place(file: path, line: 1, column: 1) }

  /// Makes a finding about one attribute.
  public func finding(
    _ rule: any ExplainedRule.Type,
    at attribute: AttributePath,
    _ message: String,
    help: String? = nil,
    severity: Severity? = nil,
    length: Int? = nil
  ) -> Finding {
    Finding(
      rule: rule.id,
      severity: severity ?? rule.severity,
      reference: reference.description,
      place: place(of: attribute),
      attribute: attribute.isEmpty ? nil : attribute.description,
      message: message,
      help: help,
      length: length
    )
  }
}
