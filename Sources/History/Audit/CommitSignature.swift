internal import Git
public import Records
internal import Validation

/// What a commit's signature comes to, by the person records alone: whoever has the repository gets
/// the same answer, whatever keys and settings the machine has.
public enum CommitSignature: Hashable, Sendable {
  /// The commit bears none.
  case unsigned
  /// It is right, by a key in the record of that person as it stood before the commit.
  case valid(Reference)
  /// It is right, by a key that no person's record lists.
  case unknownKey
  /// It does not fit the commit.
  case invalid
  /// It is of a kind that is not checked here, such as OpenPGP.
  case unchecked(String)

  /// Reads the signature over a commit; `people` are those of the repository before it.
  init(_ signed: SignedPayload?, people: PersonDirectory) throws {
    guard let signed else {
      self = .unsigned
      return
    }
    let text = String(decoding: signed.signature, as: UTF8.self)
    guard text.hasPrefix("-----BEGIN SSH SIGNATURE-----") else {
      self = .unchecked(
        text.hasPrefix("-----BEGIN PGP ")
          ? "OpenPGP" : text.hasPrefix("-----BEGIN SIGNED MESSAGE-----") ? "X.509" : "unknown kind"
      )
      return
    }
    guard let signature = SSHSignature(text: text) else {
      self = .invalid
      return
    }
    guard signature.key.type == "ssh-ed25519" else {
      self = .unchecked("SSH \(signature.key.type)")
      return
    }
    guard signature.isValid(for: signed.payload, namespace: "git") else {
      self = .invalid
      return
    }
    self = try people.person(key: signature.key).map { .valid($0) } ?? .unknownKey
  }

  /// One word for programs: `unsigned`, `valid`, `unknown-key`, `invalid` or `unchecked`.
  public var state: String {
    switch self {
    case .unsigned: "unsigned"
    case .valid: "valid"
    case .unknownKey: "unknown-key"
    case .invalid: "invalid"
    case .unchecked: "unchecked"
    }
  }

  /// What there is to say besides: whose key it is, or of what kind the signature is.
  public var detail: String? {
    switch self {
    case .valid(let person): person.description
    case .unchecked(let kind): kind
    case .unsigned, .unknownKey, .invalid: nil
    }
  }
}
