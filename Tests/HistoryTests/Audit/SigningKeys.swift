import History
import TestSupport
import Validation

/// SSH keys of a test run, made by OpenSSH; nil where that is not here.
struct SigningKeys {
  private let folder = TemporaryFolder()

  /// The keys that tests sign checkpoints with.
  static let shared = SigningKeys()

  private init?() {
    guard Shell.run(["which", "ssh-keygen"]).status == 0 else {
      print("ssh-keygen is not here, so nothing can be signed")
      return nil
    }
    for name in ["service", "other"] {
      let words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f"]
      _ = Shell.run(words + ["\(folder.path)/\(name)"])
    }
  }

  /// The public key, as `id_ed25519.pub` has it.
  func line(_ name: String) -> String {
    Shell.run(["cat", "\(folder.path)/\(name).pub"]).output.trimmed
  }

  /// Signs a text.
  func sign(_ text: String, by name: String, namespace: String = Checkpoint.namespace)
    -> SSHSignature
  {
    let words = ["ssh-keygen", "-Y", "sign", "-n", namespace, "-f", "\(folder.path)/\(name)"]
    return SSHSignature(text: Shell.run(words, input: text).output)!
  }
}
