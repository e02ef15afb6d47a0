public import Git
public import Validation

/// The signature that a commit bears.
public enum CommitSignature: Sendable, Hashable {
  /// None.
  case none
  /// One by an SSH key of the type Ed25519, which is checked here; whether it fits the commit.
  case ssh(SSHPublicKey, isValid: Bool)
  /// One that is shown and not checked: `OpenPGP`, `X.509`, or an SSH key of another type.
  case unchecked(String)

  /// Reads the signature of a commit.
  public init(of commit: ObjectID, in repository: Repository) throws(GitError) {
    guard let signed = try repository.signedPayload(of: commit) else {
      self = .none
      return
    }
    let text = String(decoding: signed.signature, as: UTF8.self)
    if text.hasPrefix("-----BEGIN PGP") {
      self = .unchecked("OpenPGP")
    } else if text.hasPrefix("-----BEGIN SIGNED MESSAGE") {
      self = .unchecked("X.509")
    } else if let signature = SSHSignature(text: text) {
      self =
        signature.key.type == "ssh-ed25519"
        ? .ssh(signature.key, isValid: signature.isValid(for: signed.payload, namespace: "git"))
        : .unchecked("SSH \(signature.key.type)")
    } else {
      self = .unchecked("unknown kind")
    }
  }
}
