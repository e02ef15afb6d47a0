public import Records

/// The trailer `Approval: REF TIME BASE64`, which carries a signed approval in a commit's message.
public struct ApprovalTrailer: Sendable, Hashable {
  /// The trailer's name.
  public static let name = "Approval"

  /// Who approves.
  public let person: Reference
  /// When, as RFC 3339.
  public let time: String
  /// The signature.
  public let signature: SSHSignature

  /// Reads the trailer's value; nil where it is none.
  public init?(_ text: String) {
    let words = text.split(separator: " ")
    guard words.count == 3, let person = Reference(String(words[0])),
      Timestamp(String(words[1])) != nil, let signature = SSHSignature(text: String(words[2]))
    else { return nil }
    self.person = person
    time = String(words[1])
    self.signature = signature
  }

  /// Whether it is the person's own word about a change: signed over the statement that the change
  /// asks for, by a key that the person's record lists.
  public func isValid(
    repository: String,
    target: String,
    change: String,
    people: PersonDirectory
  ) throws -> Bool {
    let statement = ApprovalStatement(
      repository: repository,
      target: target,
      change: change,
      person: person,
      time: time
    )
    guard try people.keys(of: person).contains(signature.key) else { return false }
    return statement.isSigned(by: signature)
  }
}
