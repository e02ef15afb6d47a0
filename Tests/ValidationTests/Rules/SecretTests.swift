import Diagnostics
import TestSupport
import Testing
import Validation

/// Secrets of well-known forms. The samples are put together here, so that no scanner of this
/// project's own text takes them for real.
@Suite struct SecretTests {
  static let body = "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0u1V2w3X4y5Z6"
  static let samples: [String] = [
    "AKIA" + "IOSFODNN7EXAMPL3", "ghp" + "_" + body.prefix(36),
    "github" + "_pat_" + body.prefix(30),
    "glpat" + "-" + body.prefix(20), "xoxb" + "-1234567890-abcdefghij",
    "sk" + "_live_" + body.prefix(24),
    "AIza" + body.prefix(35), "npm" + "_" + body.prefix(36),
    "SG." + body.prefix(22) + "." + body.prefix(43),
    "hvs" + "." + body.prefix(24), "hf" + "_" + body.prefix(34),
    "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxMjM0NTY3ODkwIn0" + ".dozjgNryP4J3jVmNHl0w5N",
    "-----BEGIN OPENSSH PRIVATE" + " KEY-----", "-----BEGIN PRIVATE" + " KEY-----",
    "-----BEGIN PGP PRIVATE" + " KEY BLOCK-----", "PuTTY-User-Key" + "-File-3: ssh-ed25519",
    "https://admin:" + "hunter22@wiki.example.net/", "postgres://app:" + "s3cr3t@db/orders",
    "Server=db;Password=" + "hunter22;",
    "DefaultEndpointsProtocol=https;AccountKey=" + "a1b2c3d4==;",
    "AGE-SECRET-KEY-1" + "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8GF2TVDW0S3JN54KHCE",
    "DB_PASSWORD=" + "hunter22", "jdbc:x?user=a&password=" + "hunter22",
    "Server=x;Pwd=" + "hunter22;",
    "admin, password: " + "hunter22",
    "aws_secret_access_key = x, secret_access_key: " + "wJalrXUtnFEMI9",
  ]

  func messages(_ text: String) -> [String] {
    TextHoldsNoSecret.check(Array(text.utf8), path: "records/server/a.yaml", reference: nil)
      .map(\.message)
  }

  @Test(arguments: samples)
  func everyFormIsFoundAndMasked(_ secret: String) throws {
    for lead in ["", " ", "  "] {
      let text = "id: a\nnotes: \(lead)\"\(secret)\"\n"
      let found = TextHoldsNoSecret.check(
        Array(text.utf8),
        path: "records/server/a.yaml",
        reference: "server/a"
      )
      #expect(found.count == 1, "\(found.map(\.message))")
      let finding = try #require(found.first)
      #expect(TextHoldsNoSecret.isSuspicious(Array(text.utf8)))
      #expect(finding.place?.line == 2)
      #expect(finding.hidesSource)
      // The tail of what is secret is never said; of armour nothing is.
      if !secret.hasPrefix("-----"), !secret.hasPrefix("PuTTY") {
        #expect(!finding.message.contains(secret))
        #expect(!finding.message.contains("hunter22") && !finding.message.contains("s3cr3t"))
      }
    }
  }

  @Test(arguments: [
    "https://wiki.example.net/runbooks/x?y=a:b@c", "https://user@example.net/", "ada@example.net",
    "https://app:${DB_PASSWORD}@db/", "https://app:<password>@db/",
    "the password=… is in the vault",
    "Password=${PASSWORD}", "AKIAAAAAAAAAAAAAAAAA", "AKIA123", "xAKIAIOSFODNN7EXAMPL3",
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPfvLkeTNH1lKzI3tXPmSGKyIna1v4cpeDj3RAMTbH8p ada",
    "-----BEGIN PUBLIC KEY-----", "-----BEGIN CERTIFICATE-----", "sk-1", "eyJ", "hf_model",
    "keyword=abcd efgh".replacing("keyword", with: "kind"), "task-force", "passwords",
    "password: see the vault", "password: kv/shop/db1", "PWD=/home/ada", "keyword: abc123",
    "password: ${SECRET1}", "crossword=abcd1234",
  ])
  func whatIsNoneIsLeftAlone(_ text: String) {
    #expect(messages("notes: \(text)\n") == [])
  }

  /// What a reader of the values sees is looked at too: behind escapes, and across folded lines.
  @Test(arguments: [
    (#"notes: "\x2d----BEGIN PRIVATE"# + #" KEY-----""#, 1, 9),
    (##"notes: "\u0067hp_"## + "\(body.prefix(36))\"", 1, 9),
    (##"a: 1\nnotes: "AK\U00000049A"## + "IOSFODNN7EXAMPL3\"", 2, 9),
    ("notes: \"ghp_\(body.prefix(20))\\\n  \(body.prefix(40).suffix(20))\"", 1, 9),
    (#"notes: "first\nghp_"# + "\(body.prefix(36))\"", 1, 16),
    (#"{"url": "https:\/\/admin:hunter22@wiki.example.net\/"}"#, 1, 26),
    ("notes: >\n  -----BEGIN RSA\n  PRIVATE" + " KEY-----\n", 2, 3),
  ])
  func whatIsHiddenIsFound(_ text: String, line: Int, column: Int) throws {
    let text = text.replacing(#"1\nnotes"#, with: "1\nnotes")
    let bytes = Array(text.utf8)
    let found = TextHoldsNoSecret.check(bytes, path: "a", reference: nil)
    #expect(found.count == 1, "\(text): \(found.map(\.message))")
    #expect(found.first?.place == Place(file: "a", line: line, column: column))
    #expect(TextHoldsNoSecret.isSuspicious(bytes))
  }

  @Test(arguments: [
    #"notes: "a\x2db \u00fc \u12 \x""#, #"path: C:\temp\users"#, "\\", #"a: "\"#,
    "notes: >\n  -----BEGIN CERTIFICATE-----\n  MIIB PRIVATE" + " KEY-----\n",
  ])
  func escapesAloneAreNone(_ text: String) { #expect(messages(text) == []) }

  @Test func twoSecretsOfOneFormAreTwo() {
    let (old, new) = ("a: \(Self.samples[0])\n", "a: \(Self.samples[0].dropLast())Z\n")
    #expect(TextHoldsNoSecret.brings(Array(new.utf8), besides: [Array(old.utf8)]))
    #expect(!TextHoldsNoSecret.brings(Array((old + old).utf8), besides: [Array(old.utf8)]))
    let key = "-----BEGIN PRIVATE" + " KEY-----\n"
    #expect(TextHoldsNoSecret.brings(Array("\(key)MIIA".utf8), besides: [Array("\(key)MIIB".utf8)]))
  }

  /// In a program `password = …` is most often no password; a text in quotation marks is one, and so
  /// is what an environment file gives.
  @Test(arguments: [
    ("password=os.environ[0]", false), ("password=secret_from(vault1)", false),
    ("password=credentials", false), ("password=\"hunter22\"", true),
    ("DB_PASSWORD=hunter22", true),
    ("DB_PASSWORD=correcthorse", true), ("DB_PASSWORD=$(pass show db)", false),
    ("password=hunter22", true), ("postgres://app:password@localhost/db", false),
    ("postgres://app:s3cr3t@localhost/db", true),
  ])
  func programsAreNoSettings(_ text: String, isSecret: Bool) {
    let found = TextHoldsNoSecret.check(
      Array(text.utf8),
      path: "a.py",
      reference: nil,
      isGoverned: false
    )
    #expect(found.count == (isSecret ? 1 : 0), "\(text)")
  }

  @Test func commentsAreReadToo() {
    #expect(messages("# old: \(Self.samples[0])\nid: a\n").count == 1)
  }

  @Test func theColumnIsThatOfTheSecret() throws {
    let text = "ä: ü \(Self.samples[0])\n"
    let finding = try #require(
      TextHoldsNoSecret.check(Array(text.utf8), path: "a", reference: nil).first
    )
    #expect(finding.place?.description == "a:1:6")
    let shown = FindingRenderer().text(for: finding, source: Array(text.utf8))
    #expect(!shown.contains("IOSFODNN7"))
  }

  /// The fast answer and the full one agree on texts of pieces of secrets.
  @Test func theScreenAgreesWithTheRule() {
    var generator = SeededGenerator.announced("secret screen")
    let pieces =
      Self.samples + ["AKIA", "ghp_", "://", ":", "@", "word=", " ", "\n", "x", "-----BEGIN"] + [
        "\\", "\\x2d", #"\u0067hp_"#, #"\/"#,
      ]
    for _ in 0..<300 {
      let count = Int.random(in: 1...6, using: &generator)
      let text = (0..<count).map { _ in pieces.randomElement(using: &generator)! }.joined()
      let bytes = Array(text.utf8)
      let full = !TextHoldsNoSecret.check(bytes, path: "a", reference: nil).isEmpty
      #expect(TextHoldsNoSecret.isSuspicious(bytes) == full, "\(text)")
    }
  }
}
