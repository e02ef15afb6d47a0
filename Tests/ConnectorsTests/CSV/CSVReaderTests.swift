import Testing

@testable import Connectors

@Suite struct CSVReaderTests {
  private func rows(_ text: String) throws -> (header: [String], rows: [CSVReader.Row]) {
    var reader = try CSVReader(Array(text.utf8), limits: ConnectorLimits())
    var rows: [CSVReader.Row] = []
    while let row = try reader.nextRow() { rows.append(row) }
    return (reader.header, rows)
  }

  private func failure(_ text: String) -> ConnectorError? {
    do {
      _ = try rows(text)
      return nil
    } catch {
      return error as? ConnectorError
    }
  }

  @Test func readsQuotesLineBreaksAndBothLineEnds() throws {
    let (header, rows) = try rows("a, b\r\n1,\"x \"\"y\"\"\r\nz\"\n\n,\"\"\r\nlast,€")
    #expect(header == ["a", "b"])
    #expect(
      rows == [
        .init(line: 2, fields: ["1", "x \"y\"\r\nz"]), .init(line: 5, fields: ["", ""]),
        .init(line: 6, fields: ["last", "€"]),
      ]
    )
  }

  @Test func findsTheSeparatorInTheHeader() throws {
    #expect(try rows("a;b\n1,5;2").rows.map(\.fields) == [["1,5", "2"]])
    #expect(try rows("a\tb\n1\t2").rows.map(\.fields) == [["1", "2"]])
    #expect(try rows("\"a;x\",b\n1,2").header == ["a;x", "b"])
    #expect(try rows("key\n1;2").rows.map(\.fields) == [["1;2"]])
  }

  @Test func readsOverAByteOrderMark() throws {
    #expect(try rows("\u{FEFF}a,b\n1,2").header == ["a", "b"])
  }

  @Test(arguments: [
    ("", ConnectorError.Kind.empty, 1, nil as Int?), ("\n\n", .empty, 1, nil),
    ("a,a\n", .syntax, 1, nil), ("a,\n", .syntax, 1, nil), ("a,b\n1,x\"y", .syntax, 2, 4),
    ("a,b\nü,\"x\"y", .syntax, 2, 6), ("a,b\n1,\"x\ny", .truncated, 2, 3),
    ("a,b\n1,\u{0}", .encoding, 2, 3), ("a\n\"\u{0}\"", .encoding, 2, 2),
    ("a,b\n1\r2", .syntax, 2, 2),
  ])
  func objects(_ text: String, _ kind: ConnectorError.Kind, _ line: Int, _ column: Int?) {
    let error = failure(text)
    #expect(error?.kind == kind)
    #expect(error?.line == line)
    #expect(error?.column == column)
    #expect(error?.help.isEmpty == false)
  }

  @Test func objectsToBytesThatAreNoUTF8() {
    #expect(throws: ConnectorError.self) {
      var reader = try CSVReader(Array("a\n".utf8) + [0xFC, 0x62], limits: ConnectorLimits())
      _ = try reader.nextRow()
    }
  }

  @Test func aFieldIsBounded() {
    let error = failure("a\n\"" + String(repeating: "x", count: (1 << 20) + 1) + "\"")
    #expect(error?.kind == .tooLarge)
  }
}
