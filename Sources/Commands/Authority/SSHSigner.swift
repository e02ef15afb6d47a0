internal import Git
internal import Validation

/// Signs texts with an SSH key, by OpenSSH's own program: it knows passphrases, agents and keys in
/// hardware.
struct SSHSigner {
  private let context: CommandContext

  init(_ context: CommandContext) { self.context = context }

  /// Returns the signature of a text by the key in a file, made for one purpose.
  func sign(_ text: String, with key: String, namespace: String) throws -> SSHSignature {
    let message = Array(text.utf8)
    let result = try ChildProcess.run(
      ["ssh-keygen", "-Y", "sign", "-n", namespace, "-f", key],
      environment: context.environment,
      input: message,
      directory: context.directory
    )
    let said = String(decoding: result.errors, as: UTF8.self)
    guard result.status == 0,
      let signature = SSHSignature(text: String(decoding: result.output, as: UTF8.self))
    else {
      throw CommandFailure(
        .no,
        "ssh-keygen did not sign: \(said.split(whereSeparator: \.isNewline).last ?? "it said nothing")",
        at: key
      )
    }
    guard signature.isValid(for: message, namespace: namespace) else {
      throw CommandFailure(
        .no,
        "\(key) is of type \(signature.key.type)",
        remedy: "only signatures by Ed25519 keys count: ssh-keygen -t ed25519"
      )
    }
    return signature
  }

  /// The key that git signs with in a repository, where it is an SSH key in a file.
  static func configuredKey(in workspace: Workspace) throws -> String? {
    guard let key = try workspace.repository.configValue("user.signingkey"),
      try workspace.repository.configValue("gpg.format") == "ssh", !key.hasPrefix("key::"),
      !key.hasPrefix("ssh-")
    else { return nil }
    guard key.hasPrefix("~/"), let home = workspace.context.environment["HOME"] else {
      return workspace.context.absolute(key)
    }
    return home + key.dropFirst()
  }
}
