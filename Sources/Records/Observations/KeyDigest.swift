internal import Documents
internal import Crypto

/// A short name for a source's key, for records whose name is taken.
public enum KeyDigest {
  /// Returns the first six hexadecimal digits of the SHA-1 over source, NUL and key.
  public static func digits(source: String, key: String) -> String {
    let digest = Insecure.SHA1.hash(data: Array("\(source)\0\(key)".utf8))
    return Hexadecimal.text(of: digest.prefix(3))
  }
}
