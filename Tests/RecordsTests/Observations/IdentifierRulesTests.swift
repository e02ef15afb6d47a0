import Documents
import Foundation
import Records
import Testing

@Suite struct IdentifierRulesTests {
  static let rules: IdentifierRules = {
    func file(_ name: String) -> Value? {
      let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
      let data = try? Data(contentsOf: folder.appending(path: "schema/identifiers/\(name).yaml"))
      return data.flatMap { try? Document.parse(Array($0)) }.map { $0.value($0.root) }
    }
    return IdentifierRules(junk: file("junk"), mac: file("mac"))
  }()

  @Test(arguments: [
    "", "  ", "0", "None", "n/a", " To Be Filled By O.E.M. ", "to be filled by o.e.m",
    "Default string",
    "System Serial Number", "123456789", "0123456789", "aaaaaaa", "000000", "0101101", "xx", "A1",
    "-",
    "00:00:00:00:00:00", "FF-FF-FF-FF-FF-FF", "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff", "03000200-0400-0500-0006-000700080009",
    "6AB5B300-538D-1014-9FB5-B0684D007B53", "00020003-0004-0005-0006-000700080009",
  ])
  func junk(_ text: String) { #expect(Self.rules.isJunk(text)) }

  @Test(arguments: [
    "SN48291", "HP", "LG", "1.2", "VMware-56 4d 3f", "4c4c4544-004e-3410-8038-b5c04f323931",
    "00:16:3e:2a:11:01", "112233", "12354", "CZC1234567", "SYS", "0A1B",
  ])
  func noJunk(_ text: String) { #expect(!Self.rules.isJunk(text)) }

  @Test(arguments: [
    ("00:16:3e:2a:11:01", IdentifierRules.MACKind.own), ("B0-7B-25-11-02-A0", .own),
    ("00:00:00:00:00:00", .never), ("ff:ff:ff:ff:ff:ff", .never), ("01:00:5e:00:00:01", .never),
    ("00:50:56:c0:00:08", .never), ("00:00:5e:00:53:01", .never), ("nonsense", .never),
    ("00:00:5e:00:01:0a", .shared), ("00:00:0c:9f:f0:01", .shared), ("00:00:0c:9f:e0:01", .own),
    ("00:07:b4:00:01:02", .shared), ("02:42:ac:11:00:02", .weak), ("52:54:00:12:34:56", .weak),
    ("fe:54:00:12:34:56", .weak), ("da:a1:19:00:00:01", .weak),
  ])
  func addresses(_ text: String, _ kind: IdentifierRules.MACKind) {
    #expect(Self.rules.kind(ofMAC: text) == kind)
    #expect(Self.rules.identifies(mac: text) == (kind == .own))
  }

  @Test func whoseAddressesAreVirtual() {
    #expect(Self.rules.isVirtual(mac: "00:50:56:AA:00:01"))
    #expect(!Self.rules.isVirtual(mac: "b0:7b:25:11:02:a0"))
  }

  @Test func theOtherByteOrder() {
    let uuid = "00112233-4455-6677-8899-aabbccddeeff"
    let swapped = "33221100-5544-7766-8899-aabbccddeeff"
    #expect(IdentifierRules.swapped(uuid: uuid) == swapped)
    #expect(IdentifierRules.swapped(uuid: swapped) == uuid)
    for other in ["", "a-b-c-d-e", "SN-48-29-1-x", "0011223-4455-6677-8899-aabbccddeefff"] {
      #expect(IdentifierRules.swapped(uuid: other) == other)
    }
  }
}
