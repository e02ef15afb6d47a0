internal import Crypto

/// A detached SSH signature, as `ssh-keygen -Y sign` makes it (OpenSSH, PROTOCOL.sshsig).
public struct SSHSignature: Sendable, Hashable {
  /// The key that signed.
  public let key: SSHPublicKey
  /// What the signature was made for, such as `cmdb-approval`: one made for another purpose counts
  /// for nothing.
  public let namespace: String
  private let reserved: [UInt8]
  private let hashName: String
  private let signature: [UInt8]

  private static let preamble = Array("SSHSIG".utf8)

  /// Reads the binary form; nil where it is none, or of a version that is not known.
  public init?(blob: [UInt8]) {
    var reader = SSHReader(blob)
    guard reader.take(Self.preamble.count) == Self.preamble, reader.number() == 1,
      let key = reader.string().flatMap(SSHPublicKey.init(blob:)), let namespace = reader.text(),
      let reserved = reader.string(), let hashName = reader.text(),
      let signature = reader.string(), reader.isAtEnd
    else { return nil }
    self.key = key
    self.namespace = namespace
    self.reserved = reserved
    self.hashName = hashName
    self.signature = signature
  }

  /// Reads base64, alone or between the lines `-----BEGIN SSH SIGNATURE-----` and `-----END …`.
  public init?(text: String) {
    let lines = text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("-----") }
    let joined = lines.joined().filter { !$0.isWhitespace }
    guard let blob = Base64.decode(joined) else { return nil }
    self.init(blob: blob)
  }

  /// The binary form as one line of base64.
  public var base64: String {
    let fields =
      SSHReader.string(key.blob) + SSHReader.string(Array(namespace.utf8))
      + SSHReader.string(reserved) + SSHReader.string(Array(hashName.utf8))
      + SSHReader.string(signature)
    return Base64.encode(Self.preamble + [0, 0, 0, 1] + fields)
  }

  /// Whether the signature is one by its key over the message, made for that purpose.
  ///
  /// Only Ed25519 is judged; a signature by any other kind of key is not valid.
  public func isValid(for message: [UInt8], namespace expected: String) -> Bool {
    guard namespace == expected, let digest = digest(of: message), let raw = key.ed25519,
      let publicKey = try? Curve25519.Signing.PublicKey(rawRepresentation: raw)
    else { return false }
    var reader = SSHReader(signature)
    guard reader.text() == "ssh-ed25519", let bytes = reader.string(), bytes.count == 64,
      reader.isAtEnd
    else { return false }
    let signed =
      Self.preamble + SSHReader.string(Array(namespace.utf8)) + SSHReader.string(reserved)
      + SSHReader.string(Array(hashName.utf8)) + SSHReader.string(digest)
    return publicKey.isValidSignature(bytes, for: signed)
  }

  private func digest(of message: [UInt8]) -> [UInt8]? {
    switch hashName {
    case "sha256": Array(SHA256.hash(data: message))
    case "sha512": Array(SHA512.hash(data: message))
    default: nil
    }
  }
}
