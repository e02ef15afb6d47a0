import Documents
import Records
import Testing

@testable import Connectors

@Suite struct RecognitionTests {
  private func failure(_ bytes: [UInt8], as kind: String = "auto") throws -> ConnectorError? {
    do {
      _ = try Kinds.read(bytes, as: kind)
      return nil
    } catch let error as ConnectorError {
      return error
    }
  }

  @Test func autoReadsWhatIsRecognised() throws {
    for (kind, file) in GoldenTests.samples {
      let delivery = try Kinds.read(try Fixture.bytes(file), as: "auto", subject: "web-01")
      #expect(delivery.kind == kind, "\(file)")
    }
  }

  @Test func theGenericFormsAreRecognised() throws {
    let registry = try Kinds.registry()
    for text in [
      "{\"observations\": []}", "{\"key\": \"a\", \"attributes\": {}}",
      "{\"key\": \"a\", \"attributes\": {}}\n{\"key\": \"b\", \"attributes\": {}}\n",
    ] {
      #expect(registry.recognise(Array(text.utf8)) == ["observations"], "\(text)")
    }
    #expect(registry.recognise(Array("key,serial\na,b\n".utf8)) == ["csv"])
    #expect(registry.recognise(Array("name,serial\na,b\n".utf8)) == [])
    #expect(registry.recognise(Array("name,serial\na,b\n".utf8), fileName: "A.CSV") == ["csv"])
    #expect(registry.recognise(Array("key,serial\na,b\n".utf8), fileName: "a.txt") == [])
    #expect(registry.recognise([]) == [])
  }

  static let messages: [(kind: String, file: String, message: String)] = [
    ("glpi", "glpi/01-contact.json", "this is the agent's first contact and no inventory"),
    ("glpi", "glpi/02-contact.reply.json", "this is a server's answer and no inventory"),
    ("glpi", "glpi/03-inventory.reply-pending.json", "this is a server's answer and no inventory"),
    (
      "fusioninventory", "fusioninventory/01-prolog.xml",
      "this is the agent's first message (PROLOG) and no inventory"
    ),
    (
      "ocsinventory", "ocsinventory/01-prolog.xml",
      "this is the agent's first message (PROLOG) and no inventory"
    ),
    (
      "glpi", "glpi/00-first-contact-legacy-prolog.xml",
      "this is the agent's first message (PROLOG) and no inventory"
    ),
    (
      "ansible", "ansible/setup-stdout-not-json.txt",
      "this is what ansible prints on a terminal, which is no JSON"
    ),
  ]

  /// The programs' other messages are refused with what to do, whoever named the kind.
  @Test(arguments: messages)
  func otherMessagesAreNamed(_ sample: (kind: String, file: String, message: String)) throws {
    let bytes = try Fixture.bytes(sample.file)
    for kind in [sample.kind, "auto"] {
      let error = try failure(bytes, as: kind)
      #expect(error?.kind == .otherMessage, "\(kind)")
      #expect(error?.message == sample.message, "\(kind)")
      #expect(error?.help.isEmpty == false)
    }
    #expect(try Kinds.registry().recognise(bytes) == [])
  }

  @Test func anotherKindIsSuggested() throws {
    let error = try failure(try Fixture.bytes("nmap/ping-sweep.xml"), as: "facter")
    #expect(error?.message == "this is XML, which kind facter is not")
    #expect(error?.help == "it looks like kind nmap")
    let other = try failure(try Fixture.bytes("facter/facter-web-01.json"), as: "nmap")
    #expect(other?.help == "it looks like kind facter")
    let same = try failure(try Fixture.bytes("facter/facter-web-01.json"), as: "glpi")
    #expect(same?.message == "this is not what kind glpi reads")
  }

  @Test func anUnknownKindIsAnError() throws {
    let error = try failure(Array("{}".utf8), as: "glip")
    #expect(error?.kind == .unknownKind)
    #expect(
      error?.help.hasPrefix("did you mean glpi? the kinds are ansible, ansible-inventory,") == true
    )
  }

  @Test func whatMayBeOfSeveralKindsNamesThem() throws {
    let text = "{\"observations\": [], \"lscpu\": []}"
    let error = try failure(Array(text.utf8))
    #expect(error?.message == "this may be of any of these kinds: lscpu, observations")
  }

  @Test func anInventoryIsNoFacts() throws {
    let bytes = try Fixture.bytes("ansible-inventory/ansible-inventory-list.json")
    let error = try failure(bytes, as: "ansible")
    #expect(error?.message == "this is an inventory (ansible-inventory --list) and no facts")
    #expect(error?.help.hasPrefix("import it as kind ansible-inventory") == true)
  }

  @Test func nothingRecognisedSaysSo() throws {
    #expect(try failure(Array("{\"a\": 1}".utf8))?.kind == .unrecognised)
    #expect(try failure(Array("<a/>".utf8))?.kind == .unrecognised)
    #expect(try failure(Array("hello\n".utf8))?.kind == .unrecognised)
    #expect(try failure(Array("{\"a\": ".utf8))?.kind == .truncated)
  }
}
