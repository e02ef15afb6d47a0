public import Records

/// What somebody signs who approves a change: five lines that name the change wherever it travels.
public struct ApprovalStatement: Sendable, Hashable {
  /// What signatures of statements are made for (`ssh-keygen -Y sign -n`).
  public static let namespace = "cmdb-approval"

  /// The repository: the root of `main`'s first-parent chain, in hexadecimal.
  public let repository: String
  /// The branch that the change shall go to.
  public let target: String
  /// The digest of the change, in hexadecimal.
  public let change: String
  /// Who approves.
  public let person: Reference
  /// When, as RFC 3339.
  public let time: String

  /// Creates a statement.
  public init(
    repository: String,
    target: String,
    change: String,
    person: Reference,
    time: String
  ) {
    self.repository = repository
    self.target = target
    self.change = change
    self.person = person
    self.time = time
  }

  /// The text that is signed, a newline after each line.
  public var text: String {
    """
    repository \(repository)
    target \(target)
    change \(change)
    person \(person)
    time \(time)

    """
  }

  /// Whether the signature is one over this statement.
  public func isSigned(by signature: SSHSignature) -> Bool {
    signature.isValid(for: Array(text.utf8), namespace: Self.namespace)
  }
}
