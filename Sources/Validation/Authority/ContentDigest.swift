internal import Crypto
internal import Documents

/// The SHA-256 of some content (FIPS 180-4), as people and programs compare it.
public enum ContentDigest {
  /// Returns it in hexadecimal, as `sha256sum` prints it.
  public static func hexadecimal(of content: some Sequence<UInt8>) -> String {
    Hexadecimal.text(of: SHA256.hash(data: Array(content)))
  }

  /// Returns it in base64, as a web page names what it allows.
  public static func base64(of content: some Sequence<UInt8>) -> String {
    Base64.encode(Array(SHA256.hash(data: Array(content))))
  }
}
