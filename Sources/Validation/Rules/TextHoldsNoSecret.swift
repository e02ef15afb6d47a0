public import Diagnostics
internal import Documents

/// A governed file holds no private key, token or password: history is for ever.
public enum TextHoldsNoSecret: ExplainedRule {
  /// The rule's identifier.
  public static let id = "CMDB-R016"
  /// What must hold.
  public static let title = "a file holds no private key, token or password"
  /// An error.
  public static let severity = Severity.error
  /// Why, with an example and its cure.
  public static let explanation = """
    Every clone has every version of every file, so a secret that was committed once is everybody's.
    Private keys, the tokens of well-known services, and passwords in addresses and connection strings
    are found by their form, in values and comments alike, behind escapes, in whatever text file the
    repository has (binary files and those of more than 4 MiB are passed over), and in every commit of
    a range. Findings show how the secret begins, never the rest.

        runbook: https://admin:hunter22@wiki.example.net/   # a password in an address

    Cure: take it out, and where it was committed, change it at once: taking it out of history does not
    take it out of clones. Name the secret's place in a vault instead.
    """

  /// Whether the text may hold one: `check` would find something.
  public static func isSuspicious(_ text: [UInt8]) -> Bool { SecretScan.isSuspicious(text) }

  /// Whether a text holds a secret that others do not: findings show too little of a secret to tell.
  public static func brings(_ text: [UInt8], besides others: [[UInt8]]) -> Bool {
    !hits(in: text, besides: others, .settings).isEmpty
  }

  private static func hits(in text: [UInt8], besides others: [[UInt8]], _ kind: SecretScan.Prose)
    -> [SecretScan.Hit]
  {
    let hits = SecretScan.hits(in: text, kind)
    if hits.isEmpty { return [] }
    let known = Set(others.flatMap { SecretScan.hits(in: $0, kind).map(\.secret) })
    return hits.filter { !known.contains($0.secret) }
  }

  /// Returns the objections to the text of one file.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - path: The file.
  ///   - reference: The record, where it is one.
  ///   - others: Texts whose secrets are known already, such as that of the file before a change.
  ///   - isGoverned: Whether it is a file that the rules are about. Any other may be a program, in
  ///     which `password = …` is most often no password.
  public static func check(
    _ text: [UInt8],
    path: String,
    reference: String?,
    besides others: [[UInt8]] = [],
    isGoverned: Bool = true
  ) -> [Finding] {
    hits(in: text, besides: others, isGoverned ? .settings : .anything).map { hit in
      let lines = text[..<hit.range.lowerBound].split(
        separator: UInt8(ascii: "\n"),
        omittingEmptySubsequences: false
      )
      let before = String(decoding: lines.last ?? [], as: UTF8.self)
      return Finding(
        rule: id,
        reference: reference,
        place: Place(
          file: path,
          line: max(1, lines.count),
          column: before.unicodeScalars.count + 1
        ),
        message: "\(hit.title) stands here: \(hit.masked)",
        help: "take it out; once committed it must be changed, since every clone has it",
        hidesSource: true
      )
    }
  }
}
