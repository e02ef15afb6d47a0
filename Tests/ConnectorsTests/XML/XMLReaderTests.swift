import Testing

@testable import Connectors

@Suite struct XMLReaderTests {
  private func read(
    _ text: String,
    documentType: XMLReader.DocumentType = .refused,
    record: String = "a",
    limits: ConnectorLimits = ConnectorLimits()
  ) throws -> (records: [XMLElement], outcome: XMLReader.Outcome) {
    var records: [XMLElement] = []
    let outcome = try XMLReader(documentType: documentType, limits: limits).read(
      Array(text.utf8),
      isRecord: { $0.last == record }
    ) { (element: XMLElement) throws(ConnectorError) in records.append(element) }
    return (records, outcome)
  }

  private func failure(
    _ text: String,
    documentType: XMLReader.DocumentType = .refused,
    limits: ConnectorLimits = ConnectorLimits()
  ) -> ConnectorError? {
    do {
      return try read(text, documentType: documentType, limits: limits).outcome.truncation
    } catch {
      return error as? ConnectorError
    }
  }

  @Test func givesRecordsWithAttributesTextAndLines() throws {
    let text = "<r v=\"1\">\n<a x=\"&lt;é\">one<b/>two &amp; three</a>\n<c><a/></c></r>"
    let (records, outcome) = try read(text)
    #expect(outcome.root.name == "r")
    #expect(outcome.root[attribute: "v"] == "1")
    #expect(outcome.truncation == nil)
    #expect(records.count == 2)
    #expect(records[0][attribute: "x"] == "<é")
    #expect(records[0].text == "onetwo & three")
    #expect(records[0].child("b") != nil)
    #expect(records[0].line == 2)
    #expect(records[1].line == 3)
  }

  @Test func aRecordInsideARecordIsPartOfIt() throws {
    let (records, _) = try read("<r><a><a/></a></r>")
    #expect(records.count == 1)
    #expect(records[0].children.map(\.name) == ["a"])
  }

  @Test func theRootMayBeTheRecord() throws {
    let (records, outcome) = try read("<a k=\"1\">x</a>")
    #expect(records.count == 1)
    #expect(outcome.root[attribute: "k"] == "1")
  }

  @Test func cutOffTextGivesWhatWasComplete() throws {
    let (records, outcome) = try read("<r><a/>\n<a><b>")
    #expect(records.count == 1)
    #expect(outcome.truncation?.kind == .truncated)
    #expect(outcome.truncation?.line == 2)
    #expect(outcome.truncation?.message == "the XML ends inside <b>: it was cut off")
  }

  @Test(arguments: [
    ("", ConnectorError.Kind.empty), ("  \n ", .empty), ("<!-- x -->", .empty),
    ("hello", .syntax), ("<r><a></r>", .syntax), ("<r>\u{0}</r>", .syntax), ("<r/><r/>", .syntax),
    ("<r x=1/>", .syntax), ("<r", .truncated), ("<r><![CDATA[x", .truncated),
    ("<?xml version=\"1.0\" encoding=\"EBCDIC-1\"?><r/>", .encoding),
    ("<r>&nope;</r>", .doctype), ("<!DOCTYPE r><r/>", .doctype),
  ])
  func objects(_ text: String, _ kind: ConnectorError.Kind) {
    let error = failure(text)
    #expect(error?.kind == kind)
    #expect(error?.help.isEmpty == false)
  }

  @Test func invalidUTF8IsNoXML() throws {
    let reader = XMLReader(documentType: .refused, limits: ConnectorLimits())
    #expect(throws: ConnectorError.self) {
      _ = try reader.read([0x3C, 0x72, 0x3E, 0xFF, 0xFE], isRecord: { _ in true }) { _ in }
    }
  }

  @Test func aDocumentTypeIsReadOverButItsEntitiesAreNot() throws {
    #expect(failure("<!DOCTYPE r><r/>", documentType: .accepted) == nil)
    #expect(
      failure("<!DOCTYPE r SYSTEM \"file:///etc/passwd\"><r/>", documentType: .accepted) == nil
    )
    for declaration in [
      "<!ENTITY x SYSTEM \"file:///etc/passwd\">", "<!ENTITY x \"y\">",
      "<!ENTITY % x SYSTEM \"http://127.0.0.1/x.dtd\"> %x;", "<!ENTITY % x \"y\">",
    ] {
      let error = failure(
        "<!DOCTYPE r [\(declaration)]>\n<r>&x;</r>",
        documentType: .accepted
      )
      #expect(error?.kind == .doctype, "\(declaration)")
      #expect(error?.line == 1, "\(declaration)")
    }
    let unknown = failure(
      "<!DOCTYPE r SYSTEM \"http://127.0.0.1/x.dtd\"><r>&x;</r>",
      documentType: .accepted
    )
    #expect(unknown?.kind == .doctype)
  }

  @Test func aBillionLaughsNeverExpand() {
    var text = "<!DOCTYPE r [<!ENTITY a0 \"ha\">"
    for level in 1...30 {
      text += "<!ENTITY a\(level) \"&a\(level - 1);&a\(level - 1);\">"
    }
    text += "]><r>&a30;</r>"
    #expect(failure(text, documentType: .accepted)?.kind == .doctype)
    #expect(failure(text)?.kind == .doctype)
  }

  @Test func everyBoundIsChecked() {
    var limits = ConnectorLimits()
    limits.valueBytes = 8
    #expect(failure("<r><a x=\"123456789\"/></r>", limits: limits)?.kind == .tooLarge)
    #expect(failure("<r><a>12345<b/>6789</a></r>", limits: limits) == nil)
    #expect(failure("<r><a>123456789</a></r>", limits: limits)?.kind == .tooLarge)
    limits.nodes = 3
    #expect(failure("<r><a><b/><b/></a><a><b/><b/></a></r>", limits: limits) == nil)
    #expect(failure("<r><a><b/><b/><b/></a></r>", limits: limits)?.kind == .tooLarge)
    limits.bytes = 10
    #expect(failure("<r><a></a></r>", limits: limits)?.kind == .tooLarge)
    let deep = String(repeating: "<a>", count: 100_000)
    let error = failure(deep)
    #expect(error?.kind == .tooLarge)
    #expect(error?.column == 64 * 3 + 1)
  }

  @Test func aHugeAttributeIsRefusedQuickly() {
    let text = "<r><a x=\"" + String(repeating: "x", count: 10 << 20) + "\"/></r>"
    let error = failure(text)
    #expect(error?.kind == .tooLarge)
    #expect(error?.message == "attribute x of <a> is longer than 1048576 bytes")
  }

  @Test func theBodyStopsTheReading() {
    let reader = XMLReader(documentType: .refused, limits: ConnectorLimits())
    var count = 0
    #expect(throws: ConnectorError(.missing, "no key", help: "add one")) {
      _ = try reader.read(Array("<r><a/><a/></r>".utf8), isRecord: { $0.last == "a" }) {
        (_: XMLElement) throws(ConnectorError) in
        count += 1
        throw ConnectorError(.missing, "no key", help: "add one")
      }
    }
    #expect(count == 1)
  }
}
