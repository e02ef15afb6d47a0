internal import Crypto

/// Where observations stand on a source's branch.
public enum ObservationLayout {
  /// The folder of all observations.
  public static let root = "observations"

  /// The greatest length of an escaped key in bytes, since file systems allow 255.
  private static let greatestLength = 200

  /// Returns the file of an observation: `observations/<2 hex of SHA-1(key)>/<key>.yaml`.
  ///
  /// Bytes of the key other than `A-Za-z0-9._-`, and a leading dot, are written %XX. A name that
  /// would be longer than 200 bytes is cut after 160 and ends in `~` and the SHA-1 of the key.
  public static func path(ofKey key: String) -> String {
    let digest = Array(Insecure.SHA1.hash(data: Array(key.utf8)))
    var name = escaped(key)
    if name.utf8.count > greatestLength {
      name = String(name.prefix(160)) + "~" + digest.map(hexadecimal).joined()
    }
    return "\(root)/\(hexadecimal(digest[0]))/\(name).yaml"
  }

  /// Returns the key of the observation in a file; nil where the path is no observation's, or its
  /// name was cut, so that only the file itself says the key.
  public static func key(ofPath path: String) -> String? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == root, parts[2].hasSuffix(".yaml") else { return nil }
    var bytes: [UInt8] = []
    var rest = parts[2].dropLast(".yaml".count).utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
        return nil
      }
      bytes.append(code)
      rest = rest.dropFirst(2)
    }
    guard let key = String(validating: bytes, as: UTF8.self) else { return nil }
    return self.path(ofKey: key) == path ? key : nil
  }

  private static func escaped(_ key: String) -> String {
    var name = ""
    for (offset, byte) in key.utf8.enumerated() {
      let isPlain =
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        case UInt8(ascii: "."): offset > 0
        default: false
        }
      if isPlain {
        name.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        name += "%" + hexadecimal(byte).uppercased()
      }
    }
    return name
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return digits.utf8.count == 1 ? "0" + digits : digits
  }
}
