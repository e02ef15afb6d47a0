/// Reads XML record by record, so that a long sweep is never held as one tree.
///
/// No document type is ever fetched and no entity expanded: a declaration of an entity is an error,
/// whether or not a document type is accepted, so neither external entities nor expansion bombs
/// reach memory.
struct XMLReader {
  /// What is done about a document type declaration.
  enum DocumentType: Sendable {
    /// It is an error.
    case refused
    /// It is read over; its external part is not fetched.
    case accepted
  }

  /// How the reading ended.
  struct Outcome: Sendable {
    /// The root element's start tag: name and attributes, no children.
    var root: XMLElement
    /// Why the text was not complete; nil where the root element was closed.
    var truncation: ConnectorError?
  }

  var documentType: DocumentType
  var limits: ConnectorLimits

  /// Calls `body` for every element whose path (names from the root's on) `isRecord` says yes to.
  ///
  /// Text that ends too early is no error here, since what was complete before may be of use; the
  /// outcome says so. Records inside records are not looked for.
  func read(
    _ bytes: [UInt8],
    isRecord: @escaping ([String]) -> Bool,
    body: (XMLElement) throws(ConnectorError) -> Void
  ) throws(ConnectorError) -> Outcome {
    guard bytes.count <= min(limits.bytes, Int(Int32.max)) else {
      throw ConnectorError(
        .tooLarge,
        "the text has \(bytes.count) bytes, more than the \(limits.bytes) that are read",
        help: "deliver it in parts"
      )
    }
    let result: Result<Outcome, ConnectorError> = withoutActuallyEscaping(body) { body in
      let session = XMLSession(
        documentType: documentType,
        limits: limits,
        isRecord: isRecord,
        body: body
      )
      return session.parse(bytes)
    }
    return try result.get()
  }
}
