internal import Documents
public import Validation

/// A checkpoint with the signature over it: a file in the journal's tree.
public struct SignedCheckpoint: Sendable, Hashable {
  /// The folder of checkpoints.
  static let folder = "checkpoints"

  /// What is signed.
  public let checkpoint: Checkpoint
  /// The signature.
  public let signature: SSHSignature

  /// Creates a signed checkpoint.
  init(_ checkpoint: Checkpoint, _ signature: SSHSignature) {
    self.checkpoint = checkpoint
    self.signature = signature
  }

  /// Where the checkpoint of an entry stands in the tree of the entry after it.
  static func path(_ seq: Int) -> String { "\(folder)/\(seq).json" }

  /// Whether the signature is one over the checkpoint by its key.
  public var isSigned: Bool {
    signature.isValid(for: Array(checkpoint.text.utf8), namespace: Checkpoint.namespace)
  }

  /// The file: the checkpoint's fields and the signature, as one line of canonical JSON.
  var file: [UInt8] {
    var fields = checkpoint.value
    fields["signature"] = .string(signature.base64)
    return Array((Value.map(fields).canonicalJSON() + "\n").utf8)
  }

  /// Reads a file.
  ///
  /// - Throws: where it is no checkpoint, or not written the one way in which checkpoints are.
  init(file: [UInt8]) throws(JournalError) {
    let fields = try JournalFields(
      json: file,
      of: "the checkpoint",
      Checkpoint.fields + ["signature"]
    )
    checkpoint = try Checkpoint(fields)
    guard let signature = SSHSignature(text: try fields.text("signature")) else {
      throw JournalError("the checkpoint bears no SSH signature", seq: checkpoint.seq)
    }
    self.signature = signature
    guard self.file == file else {
      throw JournalError("the checkpoint is not written as canonical JSON", seq: checkpoint.seq)
    }
  }
}
