import Records
import Testing
import Validation

/// Signed approvals; the signatures were made by OpenSSH's ssh-keygen.
@Suite struct SignatureTests {
  static let key =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIF2SP0AmmRwWV+PGO3DwTXxATBeGJ/etUlGw16PXVnk ada"
  /// SHA-512 within, as ssh-keygen does by default, and SHA-256.
  static let signature =
    "U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAggXZI/QCaZHBZX48Y7cPBNfEBMF4Yn961SUbDXo9dWeQAAAAN"
    + "Y21kYi1hcHByb3ZhbAAAAAAAAAAGc2hhNTEyAAAAUwAAAAtzc2gtZWQyNTUxOQAAAED142VmtjCNfFPR1Xrjj1LTiKz5"
    + "RdzE+UahCPx7UTAo5zCXrb9LFg9OCNfXgDUTsDFBcysQn8S4ghXabTkDkZkI"
  static let signature256 =
    "U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAggXZI/QCaZHBZX48Y7cPBNfEBMF4Yn961SUbDXo9dWeQAAAAN"
    + "Y21kYi1hcHByb3ZhbAAAAAAAAAAGc2hhMjU2AAAAUwAAAAtzc2gtZWQyNTUxOQAAAECaOAGZiwtec1aUk6UzxmYGVNMn"
    + "O5QHY9qdJ8yjONhzGk1UCQzJ4bxgb5Gw1Gx0M6Gct0uXYEZ1FEDJ1ie9ITgJ"
  /// The same key and text, for the namespace `git`.
  static let foreign =
    "U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAggXZI/QCaZHBZX48Y7cPBNfEBMF4Yn961SUbDXo9dWeQAAAAD"
    + "Z2l0AAAAAAAAAAZzaGE1MTIAAABTAAAAC3NzaC1lZDI1NTE5AAAAQFqOvwb4vosZcdKHMB+58cHbFhh9ntaPqTTR7MnQ"
    + "Tw+wza1IWzA63dal6bIXBnao3f58fRqlbidAHRBg4YkXzgM="

  static func statement(change: String = String(repeating: "2", count: 64)) -> ApprovalStatement {
    ApprovalStatement(
      repository: String(repeating: "1", count: 40),
      target: "main",
      change: change,
      person: Reference("person/ada")!,
      time: "2026-11-24T09:12:31Z"
    )
  }

  @Test func theStatementIsFiveLines() {
    let lines = Self.statement().text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 6 && lines.last == "")
    #expect(lines[0] == "repository 1111111111111111111111111111111111111111")
    #expect(lines[1] == "target main")
    #expect(lines[3] == "person person/ada")
    #expect(lines[4] == "time 2026-11-24T09:12:31Z")
  }

  @Test(arguments: [signature, signature256])
  func whatOpenSSHSignedIsTaken(_ text: String) throws {
    let signature = try #require(SSHSignature(text: text))
    #expect(signature.key == SSHPublicKey(line: Self.key))
    #expect(signature.namespace == "cmdb-approval")
    #expect(signature.base64 == text)
    #expect(Self.statement().isSigned(by: signature))
    // Another change, or another purpose.
    #expect(!Self.statement(change: String(repeating: "3", count: 64)).isSigned(by: signature))
    #expect(!signature.isValid(for: Array(Self.statement().text.utf8), namespace: "git"))
  }

  @Test func armourIsTakenOff() throws {
    let lines = "-----BEGIN SSH SIGNATURE-----\n\(Self.signature.prefix(70))\n"
    let armoured = lines + "\(Self.signature.dropFirst(70))\n-----END SSH SIGNATURE-----\n"
    #expect(SSHSignature(text: armoured) == SSHSignature(text: Self.signature))
  }

  @Test func aSignatureForAnotherPurposeCountsForNothing() throws {
    let signature = try #require(SSHSignature(text: Self.foreign))
    #expect(!Self.statement().isSigned(by: signature))
    #expect(signature.isValid(for: Array(Self.statement().text.utf8), namespace: "git"))
  }

  @Test func noChangedByteIsTaken() throws {
    let letters = Array(Self.signature)
    var taken = 0
    for place in letters.indices where place % 3 == 0 {
      var changed = letters
      changed[place] = changed[place] == "A" ? "B" : "A"
      if let signature = SSHSignature(text: String(changed)),
        signature.key == SSHPublicKey(line: Self.key), Self.statement().isSigned(by: signature)
      {
        taken += 1
      }
    }
    #expect(taken == 0)
  }

  @Test func whatIsCutOffIsNone() {
    let blob = Self.signature
    for count in stride(from: 0, to: blob.count, by: 4) {
      #expect(SSHSignature(text: String(blob.prefix(count))) == nil, "\(count)")
    }
    #expect(SSHSignature(text: "nonsense") == nil)
  }

  @Test func keysAreComparedWithoutTheirComment() {
    let other = SSHPublicKey(line: Self.key.replacing(" ada", with: ""))
    #expect(SSHPublicKey(line: Self.key) == other)
    #expect(other?.line == Self.key.replacing(" ada", with: ""))
    #expect(SSHPublicKey(line: "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAA") == nil)
    #expect(SSHPublicKey(line: "ssh-ed25519") == nil)
  }

  @Test func aTrailerIsTheWordOfWhoseKeySigned() throws {
    let trailer = try #require(
      ApprovalTrailer("person/ada 2026-11-24T09:12:31Z \(Self.signature)")
    )
    let statement = Self.statement()
    func isValid(keys: String) throws -> Bool {
      let bench = try RuleBench(["person/ada": RuleBench.person + "\nkeys: [\(keys)]"])
      return try trailer.isValid(
        repository: statement.repository,
        target: statement.target,
        change: statement.change,
        people: PersonDirectory(bench.context())
      )
    }
    #expect(try isValid(keys: Self.key))
    #expect(try !isValid(keys: ""))
    #expect(ApprovalTrailer("person/ada yesterday \(Self.signature)") == nil)
  }
}
