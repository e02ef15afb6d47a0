public import Documents

/// One asset or configuration item, as one file holds it.
public struct Record: Sendable {
  /// The record's name: its class from the folder, its identifier from the file name.
  public let reference: Reference
  /// The file, relative to the top of the repository, with `/` between folders.
  public let path: String
  /// The id of the blob that holds the text, in hexadecimal; nil for text that git has not stored.
  public let blob: String?
  /// The text, parsed, with the places of every key and value.
  public let document: Document

  /// Creates a record from its parts.
  public init(reference: Reference, path: String, blob: String?, document: Document) {
    self.reference = reference
    self.path = path
    self.blob = blob
    self.document = document
  }

  /// The whole record as a value; made anew at each call, so keep it where it is used twice.
  public var value: Value { document.value(document.root) }
}
