internal import Git
internal import Validation

/// Signs statements with a person's SSH key, by OpenSSH's own program: it knows passphrases, agents
/// and keys in hardware.
struct ApprovalSigner {
  private let context: CommandContext

  init(_ context: CommandContext) { self.context = context }

  /// Returns the signature of a statement by the key in a file.
  func sign(_ statement: ApprovalStatement, with key: String) throws -> SSHSignature {
    let words = ["ssh-keygen", "-Y", "sign", "-n", ApprovalStatement.namespace, "-f", key]
    let result = try ChildProcess.run(
      words,
      environment: context.environment,
      input: Array(statement.text.utf8),
      directory: context.directory
    )
    let said = String(decoding: result.errors, as: UTF8.self)
    guard result.status == 0,
      let signature = SSHSignature(text: String(decoding: result.output, as: UTF8.self))
    else {
      throw CommandFailure(
        .no,
        "ssh-keygen did not sign: \(said.split(separator: "\n").last ?? "it said nothing")",
        at: key
      )
    }
    guard statement.isSigned(by: signature) else {
      throw CommandFailure(
        .no,
        "\(key) is of type \(signature.key.type)",
        remedy: "approvals are signed with Ed25519 keys: ssh-keygen -t ed25519"
      )
    }
    return signature
  }
}
