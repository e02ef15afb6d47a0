import CExpat

/// One run of expat. It lives as long as one call of `XMLReader.read`, on one thread.
final class XMLSession {
  private let documentType: XMLReader.DocumentType
  private let limits: ConnectorLimits
  private let isRecord: ([String]) -> Bool
  private let body: (XMLElement) throws(ConnectorError) -> Void
  private var parser: OpaquePointer?
  private var root: XMLElement?
  private var path: [String] = []
  /// The record that is being read, from its outermost element inwards; empty between records.
  private var open: [XMLElement] = []
  private var nodes = 0
  private var textBytes = 0
  private var failure: ConnectorError?

  init(
    documentType: XMLReader.DocumentType,
    limits: ConnectorLimits,
    isRecord: @escaping ([String]) -> Bool,
    body: @escaping (XMLElement) throws(ConnectorError) -> Void
  ) {
    self.documentType = documentType
    self.limits = limits
    self.isRecord = isRecord
    self.body = body
  }

  func parse(_ bytes: [UInt8]) -> Result<XMLReader.Outcome, ConnectorError> {
    guard let parser = XML_ParserCreate(nil) else {
      return .failure(
        ConnectorError(.tooLarge, "no memory for an XML parser", help: "try again later")
      )
    }
    self.parser = parser
    defer {
      XML_ParserFree(parser)
      self.parser = nil
    }
    // SAFETY: the context is this object, which outlives the parser: `self` is held by the caller
    // during the whole call, and the parser is freed before it returns.
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    install(on: parser)
    // SAFETY: expat reads the buffer during this call only. The whole text is given at once, so a
    // long token is never scanned twice.
    let status = bytes.withUnsafeBytes { buffer in
      XML_Parse(
        parser,
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
        Int32(buffer.count),
        1
      )
    }
    if let failure { return .failure(failure) }
    if status == XML_STATUS_OK, let root { return .success(.init(root: root, truncation: nil)) }
    let error = syntaxError(of: parser)
    guard error.kind == .truncated, let root else { return .failure(error) }
    return .success(.init(root: root, truncation: error))
  }

  private func install(on parser: OpaquePointer) {
    XML_SetElementHandler(
      parser,
      { context, name, attributes in
        guard let session = XMLSession.of(context), let name, let attributes else { return }
        session.start(name, attributes)
      },
      { context, _ in XMLSession.of(context)?.end() }
    )
    XML_SetCharacterDataHandler(parser) { context, text, count in
      guard let text, count > 0 else { return }
      XMLSession.of(context)?.append(text, Int(count))
    }
    XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in
      XMLSession.of(context)?.startDocumentType()
    }
    XML_SetEntityDeclHandler(parser) { context, _, _, _, _, _, _, _, _ in
      XMLSession.of(context)?.refuseEntity("an entity is declared")
    }
    XML_SetSkippedEntityHandler(parser) { context, _, _ in
      XMLSession.of(context)?.refuseEntity("an entity is used that XML itself does not define")
    }
  }

  /// SAFETY: expat hands back the pointer that `parse` set, and only while `parse` runs.
  private static func of(_ context: UnsafeMutableRawPointer?) -> XMLSession? {
    guard let context else { return nil }
    return Unmanaged<XMLSession>.fromOpaque(context).takeUnretainedValue()
  }

  private func fail(_ kind: ConnectorError.Kind, _ message: String, help: String) {
    guard failure == nil, let parser else { return }
    failure = ConnectorError(kind, message, line: line, column: column, help: help)
    XML_StopParser(parser, 0)
  }

  private var line: Int { parser.map { Int(XML_GetCurrentLineNumber($0)) } ?? 1 }
  private var column: Int { parser.map { Int(XML_GetCurrentColumnNumber($0)) + 1 } ?? 1 }

  private func startDocumentType() {
    guard documentType == .refused else { return }
    fail(
      .doctype,
      "the XML declares a document type, which this format never has",
      help: "deliver what the program itself wrote, without a DOCTYPE line"
    )
  }

  private func refuseEntity(_ message: String) {
    fail(
      .doctype,
      "\(message), and entities are never expanded",
      help: "deliver what the program itself wrote; write the characters in place of the entity"
    )
  }

  private func start(
    _ name: UnsafePointer<CChar>,
    _ pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>
  ) {
    guard failure == nil else { return }
    guard path.count < limits.depth else {
      return fail(
        .tooLarge,
        "elements are more than \(limits.depth) deep inside one another",
        help: "no program that is read here nests so deep; look at what wrote the file"
      )
    }
    var element = XMLElement(name: String(cString: name), line: line)
    path.append(element.name)
    let isRoot = root == nil
    let begins = open.isEmpty && isRecord(path)
    guard isRoot || begins || !open.isEmpty else { return }
    guard readAttributes(pairs, into: &element) else { return }
    if isRoot { root = element }
    guard begins || !open.isEmpty else { return }
    nodes = begins ? 1 : nodes + 1
    guard nodes <= limits.nodes else {
      return fail(
        .tooLarge,
        "<\(open.first?.name ?? element.name)> has more than \(limits.nodes) elements",
        help: "deliver it in parts"
      )
    }
    textBytes = 0
    open.append(element)
  }

  private func readAttributes(
    _ pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>,
    into element: inout XMLElement
  ) -> Bool {
    var index = 0
    // SAFETY: expat gives names and values in turn, each ending in NUL, the list ending in nil.
    while let name = pairs[index], let value = pairs[index + 1] {
      let value = String(cString: value)
      guard value.utf8.count <= limits.valueBytes else {
        fail(
          .tooLarge,
          "attribute \(String(cString: name)) of <\(element.name)> is longer than "
            + "\(limits.valueBytes) bytes",
          help: "look at what wrote the file"
        )
        return false
      }
      element.attributes.append(.init(name: String(cString: name), value: value))
      index += 2
    }
    return true
  }

  private func append(_ text: UnsafePointer<CChar>, _ count: Int) {
    guard failure == nil, !open.isEmpty else { return }
    textBytes += count
    guard textBytes <= limits.valueBytes else {
      return fail(
        .tooLarge,
        "the text in <\(open[open.count - 1].name)> is longer than "
          + "\(limits.valueBytes) bytes",
        help: "look at what wrote the file"
      )
    }
    // SAFETY: expat gives `count` bytes that are valid during this call.
    let bytes = UnsafeRawBufferPointer(start: text, count: count)
    open[open.count - 1].text += String(decoding: bytes, as: UTF8.self)
  }

  private func end() {
    guard failure == nil else { return }
    path.removeLast()
    guard let element = open.popLast() else { return }
    textBytes = 0
    guard open.isEmpty else {
      open[open.count - 1].children.append(element)
      return
    }
    do throws(ConnectorError) {
      try body(element)
    } catch {
      failure = error
      if let parser { XML_StopParser(parser, 0) }
    }
  }

  private func syntaxError(of parser: OpaquePointer) -> ConnectorError {
    let code = XML_GetErrorCode(parser)
    switch code {
    case XML_ERROR_NO_ELEMENTS where root == nil:
      return ConnectorError(
        .empty,
        "the XML has no element",
        line: line,
        help: "deliver what the program wrote"
      )
    case XML_ERROR_NO_ELEMENTS, XML_ERROR_UNCLOSED_TOKEN, XML_ERROR_PARTIAL_CHAR,
      XML_ERROR_UNCLOSED_CDATA_SECTION:
      let inside = path.last.map { "inside <\($0)>" } ?? "before its first element"
      return ConnectorError(
        .truncated,
        "the XML ends \(inside): it was cut off",
        line: line,
        column: column,
        help: "let the program finish, and deliver the whole file"
      )
    case XML_ERROR_UNKNOWN_ENCODING, XML_ERROR_INCORRECT_ENCODING:
      return ConnectorError(
        .encoding,
        "the XML is in an encoding that is not read",
        line: line,
        column: column,
        help: "write it in UTF-8"
      )
    case XML_ERROR_UNDEFINED_ENTITY:
      return ConnectorError(
        .doctype,
        "an entity is used that XML itself does not define",
        line: line,
        column: column,
        help: "write the character in place of the entity"
      )
    default:
      let reason = XML_ErrorString(code).map { String(cString: $0) } ?? "error \(code.rawValue)"
      return ConnectorError(
        .syntax,
        "this is no well-formed XML: \(reason)",
        line: line,
        column: column,
        help: "deliver what the program itself wrote, unchanged"
      )
    }
  }
}
