internal import Crypto

/// Where observations stand on a source's branch.
public enum ObservationLayout {
  /// The folder of all observations.
  public static let root = "observations"

  /// Returns the file of an observation: `observations/<2 hex of SHA-1(key)>/<key>.yaml`.
  ///
  /// Bytes of the key other than `A-Za-z0-9._-`, and a leading dot, are written %XX. A name that
  /// would be longer than 200 bytes is cut there and ends in `~` and the SHA-1 of the key, since file
  /// systems allow 255.
  public static func path(ofKey key: String) -> String {
    let digest = Array(Insecure.SHA1.hash(data: Array(key.utf8)))
    var name = escaped(key)
    if name.utf8.count > 200 {
      name = String(name.prefix(160)) + "~" + digest.map(hexadecimal).joined()
    }
    return "\(root)/\(hexadecimal(digest[0]))/\(name).yaml"
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
