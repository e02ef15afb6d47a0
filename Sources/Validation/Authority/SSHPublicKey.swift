/// A public key as it stands in `id_ed25519.pub`: a type, the key in base64, and a comment.
///
/// Two keys are equal when type and key are, whatever the comment.
public struct SSHPublicKey: Sendable, Hashable {
  /// The type, such as `ssh-ed25519`.
  public let type: String
  /// The key as SSH's wire format holds it, the type included (RFC 4253, section 6.6).
  let blob: [UInt8]

  /// Reads a line `ssh-ed25519 AAAA… comment`; nil where it is none.
  public init?(line: String) {
    let words = line.split(separator: " ", omittingEmptySubsequences: true)
    guard words.count >= 2, let blob = Base64.decode(words[1]) else { return nil }
    self.init(blob: blob)
    guard type == words[0] else { return nil }
  }

  /// Reads the wire format; nil where it does not begin with a type.
  init?(blob: [UInt8]) {
    var reader = SSHReader(blob)
    guard let type = reader.text() else { return nil }
    self.type = type
    self.blob = blob
  }

  /// The 32 bytes of an Ed25519 key (RFC 8709, section 4); nil for another type.
  var ed25519: [UInt8]? {
    var reader = SSHReader(blob)
    guard reader.text() == "ssh-ed25519", let key = reader.string(), key.count == 32,
      reader.isAtEnd
    else { return nil }
    return key
  }

  /// Type and key, without the comment.
  public var line: String { "\(type) \(Base64.encode(blob))" }
}
