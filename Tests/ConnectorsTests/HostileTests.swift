import Documents
import Records
import Testing

@testable import Connectors

/// Whatever bytes arrive, the answer is a delivery or an error that says what to do.
@Suite struct HostileTests {
  private static let kinds = Kinds.names

  private func failure(_ bytes: [UInt8], as kind: String) throws -> ConnectorError? {
    do {
      _ = try Kinds.read(bytes, as: kind)
      return nil
    } catch let error as ConnectorError {
      return error
    }
  }

  @Test(arguments: kinds + ["auto"]) func emptyTextIsAnError(_ kind: String) throws {
    for text in ["", " \n\t\r\n ", "\u{FEFF}"] {
      let error = try failure(Array(text.utf8), as: kind)
      #expect(error?.kind == .empty, "\(kind): \(String(describing: error))")
    }
  }

  @Test(arguments: kinds + ["auto"]) func noiseIsAnError(_ kind: String) throws {
    let noise: [[UInt8]] = [
      [0], [0, 0, 0, 0], [0xFF, 0xFE, 0x3C, 0x00], Array(repeating: 0x80, count: 100),
      [0x1F, 0x8B, 8, 0], [0x78, 0x9C, 0xCB, 0x48], Array("hello".utf8),
      Array("{\"a\":\u{0}1}".utf8), Array("[".utf8),
      Array("null".utf8), Array("[]".utf8), Array("{}".utf8), Array("<a/>".utf8),
      Array("{\"a\":1,\"a\":2}".utf8),
    ]
    for bytes in noise {
      let error = try failure(bytes, as: kind)
      #expect(error != nil, "\(kind): \(bytes)")
      #expect(error?.help.isEmpty == false, "\(kind): \(bytes)")
      #expect(error?.message.isEmpty == false, "\(kind): \(bytes)")
    }
  }

  @Test(arguments: kinds + ["auto"]) func deepNestingIsAnError(_ kind: String) throws {
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("<a>", "</a>")] {
      let text =
        String(repeating: open, count: 20_000) + "1" + String(repeating: close, count: 20_000)
      #expect(try failure(Array(text.utf8), as: kind) != nil, "\(kind)")
    }
  }

  @Test(arguments: ["nmap", "fusioninventory", "ocsinventory", "glpi", "libvirt", "auto"])
  func entitiesAreNeverExpanded(_ kind: String) throws {
    var laughs = "<?xml version=\"1.0\"?><!DOCTYPE nmaprun [<!ENTITY a0 \"ha\">"
    for level in 1...40 {
      laughs += "<!ENTITY a\(level) \"&a\(level - 1);&a\(level - 1);\">"
    }
    laughs += "]><nmaprun>&a40;</nmaprun>"
    let external =
      "<!DOCTYPE nmaprun [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n"
      + "<nmaprun><host>&x;</host></nmaprun>"
    for text in [laughs, external] {
      let error = try failure(Array(text.utf8), as: kind)
      #expect(error?.kind == .doctype, "\(String(describing: error))")
      #expect(error?.line == 1)
    }
  }

  @Test func theInventoryAgentsHaveNoDocumentType() throws {
    let text = "<!DOCTYPE REQUEST><REQUEST><QUERY>INVENTORY</QUERY></REQUEST>"
    for kind in ["fusioninventory", "ocsinventory", "glpi", "libvirt"] {
      #expect(try failure(Array(text.utf8), as: kind)?.kind == .doctype)
    }
  }

  @Test func anAttributeOfTenMegabytesIsAnError() throws {
    let text =
      "<nmaprun><host><status state=\"up\"/><address addr=\""
      + String(repeating: "1", count: 10 << 20) + "\" addrtype=\"ipv4\"/></host></nmaprun>"
    #expect(try failure(Array(text.utf8), as: "nmap")?.kind == .tooLarge)
  }

  @Test func aTextOfTwoMegabytesIsRefusedAlone() throws {
    let long = String(repeating: "x", count: 2 << 20)
    let text =
      "{\"observations\": [{\"key\": \"a\", \"attributes\": {\"serial\": \"\(long)\"}},\n"
      + "{\"key\": \"b\", \"attributes\": {\"serial\": \"S\"}}]}"
    let delivery = try Kinds.read(Array(text.utf8), as: "observations")
    #expect(delivery.observations.map(\.key) == ["b"])
    #expect(
      delivery.rejected == [
        Rejection(line: 1, key: "a", message: "serial is longer than 1048576 bytes")
      ]
    )
  }

  @Test func anObservationIsNoLargerThanAFile() throws {
    let some = String(repeating: "x", count: 400_000)
    let text =
      "{\"observations\": [{\"key\": \"a\", \"attributes\": "
      + "{\"a\": \"\(some)\", \"b\": \"\(some)\", \"c\": \"\(some)\"}}]}"
    let delivery = try Kinds.read(Array(text.utf8), as: "observations")
    #expect(
      delivery.rejected.map(\.message) == ["its values have more than 1000000 bytes in all"]
    )
  }

  @Test func thingsAndRejectionsAreBounded() throws {
    var limits = ConnectorLimits()
    limits.observations = 2
    limits.rejections = 1
    let text = "key,a\n,1\n,2\n,3\nx,1\ny,2\n"
    let delivery = try Kinds.read(Array(text.utf8), as: "csv", limits: limits)
    #expect(delivery.observations.map(\.key) == ["x", "y"])
    #expect(delivery.rejected.map(\.message).last == "2 more were refused")
    #expect(delivery.rejected.first?.line == 2)
    do {
      _ = try Kinds.read(Array((text + "z,3\n").utf8), as: "csv", limits: limits)
      Issue.record("three things were taken")
    } catch let error as ConnectorError {
      #expect(error.kind == .tooLarge)
      #expect(error.line == 7)
    }
  }

  @Test func keysAreTextOfReasonableLength() throws {
    let long = String(repeating: "k", count: 1025)
    let lines = [
      "{\"key\": \"\(long)\", \"attributes\": {}}", "{\"key\": \"a\\u0007b\", \"attributes\": {}}",
      "{\"key\": \"  \", \"attributes\": {}}", "{\"key\": \" k \", \"attributes\": {}}",
      "{\"key\": \"k\", \"attributes\": {}}", "{\"key\": 17, \"attributes\": {}}",
    ]
    let delivery = try Kinds.read(Array(lines.joined(separator: "\n").utf8), as: "observations")
    #expect(delivery.observations.map(\.key) == ["k", "17"])
    #expect(
      delivery.rejected.map(\.message) == [
        "the key is longer than 1024 bytes", "the key holds a control character",
        "it has no key: nothing stands at key", "the key stands twice: first in line 4",
      ]
    )
  }

  @Test func manyThingsOnOneLineAreReadOnce() throws {
    let text =
      "{\"observations\": [" + String(repeating: "[],", count: 200_000)
      + "{\"key\": \"a\", \"attributes\": {}}]}"
    let delivery = try Kinds.read(Array(text.utf8), as: "observations")
    #expect(delivery.observations.map(\.key) == ["a"])
    #expect(delivery.rejected.count == 1001)
    #expect(delivery.rejected.first?.line == 1)
  }

  /// Firmware leaves such characters behind; they must not break the file of the observation.
  @Test func controlCharactersSurviveAsText() throws {
    let text =
      "{\"key\": \"a\", \"attributes\": {\"serial\": \"S1\\u0000\\u001b[31m\\u202e\\u0085\\ud83d\\ude00\"}}"
    let observation = try #require(
      try Kinds.read(Array(text.utf8), as: "observations").observations.first
    )
    let document = try Document.parse(observation.text)
    #expect(document.value(document.root)["attributes"] == observation.attributes)
  }
}
