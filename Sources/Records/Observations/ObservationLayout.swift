internal import Documents
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
      name = String(name.prefix(160)) + "~" + Hexadecimal.text(of: digest)
    }
    return "\(root)/\(Hexadecimal.text(of: digest.prefix(1)))/\(name).yaml"
  }

  /// Returns the key of the observation in a file; nil where the path is no observation's, or its
  /// name was cut, so that only the file itself says the key.
  public static func key(ofPath path: String) -> String? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == root, parts[2].hasSuffix(".yaml") else { return nil }
    guard let key = PercentEncoding.decoded(parts[2].dropLast(".yaml".count)) else { return nil }
    return self.path(ofKey: key) == path ? key : nil
  }

  private static func escaped(_ key: String) -> String {
    let name = PercentEncoding.encoded(key) {
      PercentEncoding.isLetterOrDigit($0) || "_-.".utf8.contains($0)
    }
    return name.hasPrefix(".") ? "%2E" + name.dropFirst() : name
  }
}
