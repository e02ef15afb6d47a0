import Testing
import Validation

/// Files of allowed signers, as ssh-keygen reads them.
@Suite struct AllowedKeyTests {
  static let key =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOwIziD2/b5V/bKzaJWP7npPVJuBLtxG4K1839OT6Ogp"

  @Test(arguments: [
    ("a@example.net \(key)", 1), ("a@example.net \(key) a comment", 1), ("# a\n\n", 0),
    ("a,b namespaces=\"git,file\" \(key)", 0), ("a namespaces=\"git,mine\" \(key)", 1),
    ("a namespaces=\"*\",valid-after=\"20200101\" \(key)", 1),
    ("a cert-authority \(key)\nb \(key)", 1),
  ])
  func keysOfANamespaceAreTaken(_ text: String, _ count: Int) {
    #expect(AllowedKey.keys(in: text, namespace: "mine")?.count == count)
  }

  @Test(arguments: ["a", "a ssh-ed25519", "a ssh-ed25519 %%%", "\(key)", "a what=1 \(key)"])
  func anythingElseIsRefused(_ text: String) {
    #expect(AllowedKey.keys(in: text, namespace: "mine") == nil)
  }

  @Test func aKeyCountsInItsTime() throws {
    let text = "a valid-after=\"20260101\",valid-before=\"202602010000Z\" \(Self.key)"
    let key = try #require(AllowedKey.keys(in: text, namespace: "mine")?.first)
    #expect(!key.isGood(at: 1_767_225_599))
    #expect(key.isGood(at: 1_767_225_600))
    #expect(key.isGood(at: 1_769_903_999))
    #expect(!key.isGood(at: 1_769_904_000))
  }
}
