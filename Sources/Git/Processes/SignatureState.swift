/// What `git verify-commit` says of a commit's signature.
public enum SignatureState: Hashable, Sendable {
  /// The commit bears no signature.
  case unsigned
  /// The signature is right; by whom, as the list of allowed signers or the keyring names them.
  case good(String)
  /// The signature is right, and the key belongs to nobody who is known.
  case unknownKey
  /// The signature does not fit, or could not be checked; what git said.
  case bad(String)
}

extension Repository {
  /// Returns what git says of a commit's signature.
  ///
  /// - Parameters:
  ///   - commit: The commit.
  ///   - allowedSignersFile: Who may sign with which SSH key, in the format of ssh-keygen(1); the
  ///     configured one where it is nil.
  public func signatureState(of commit: ObjectID, allowedSignersFile: String? = nil)
    throws(GitError) -> SignatureState
  {
    guard try signedPayload(of: commit) != nil else { return .unsigned }
    let configuration = allowedSignersFile.map { [("gpg.ssh.allowedSignersFile", $0)] } ?? []
    let result = try gitStatus(
      ["verify-commit", "--raw", commit.hex],
      configuration: configuration
    )
    let said = String(decoding: result.errors, as: UTF8.self)
    for line in said.split(separator: "\n") {
      // ssh: Good "git" signature for NAME with ED25519 key SHA256:…, or without a name
      if line.hasPrefix("Good \"git\" signature for ") {
        let rest = line.dropFirst("Good \"git\" signature for ".count).split(separator: " ")
        return .good(rest.first.map(String.init) ?? "")
      }
      if line.hasPrefix("Good \"git\" signature with ") { return .unknownKey }
      // OpenPGP: [GNUPG:] GOODSIG KEYID NAME
      if line.hasPrefix("[GNUPG:] GOODSIG "), result.status == 0 {
        return .good(line.split(separator: " ").dropFirst(3).joined(separator: " "))
      }
      if line.hasPrefix("[GNUPG:] NO_PUBKEY ") { return .unknownKey }
    }
    return .bad(said.split(separator: "\n").first.map(String.init) ?? "it does not fit")
  }
}
