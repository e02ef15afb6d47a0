public import Records
internal import Validation

/// What a commit's signature comes to, by the person records alone: whoever has the repository gets
/// the same answer, whatever keys and settings the machine has.
public enum SignatureVerdict: Hashable, Sendable {
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

  /// Judges a signature; `people` are those of the repository before its commit.
  init(_ signature: CommitSignature, people: PersonDirectory) throws {
    switch signature {
    case .none: self = .unsigned
    case .ssh(_, isValid: false): self = .invalid
    case .ssh(let key, isValid: true):
      self = try people.person(key: key).map { .valid($0) } ?? .unknownKey
    case .unchecked(let kind): self = .unchecked(kind)
    }
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
