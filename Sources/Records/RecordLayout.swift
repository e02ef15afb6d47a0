internal import Crypto

/// Where records stand in a repository.
public struct RecordLayout: Hashable, Sendable {
  /// The folder of all records.
  public static let root = "records"

  /// How many hexadecimal digits of the SHA-1 of the id name a record's folder; 0 is none.
  public let sharding: Int

  /// Creates a layout; `sharding` is 0 or 2.
  public init(sharding: Int = 0) { self.sharding = sharding }

  /// Returns the file that a new record is written to, and with sharding the only one it may be in.
  public func path(of reference: Reference) -> String {
    let folder = "\(Self.root)/\(reference.className)"
    guard sharding > 0 else { return "\(folder)/\(reference.id).yaml" }
    return "\(folder)/\(shard(of: reference.id))/\(reference.id).yaml"
  }

  /// Returns the first `sharding` hexadecimal digits of the SHA-1 of `id`.
  public func shard(of id: String) -> String {
    let digest = Insecure.SHA1.hash(data: Array(id.utf8))
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in digest.prefix((sharding + 1) / 2) {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text.prefix(sharding), as: UTF8.self)
  }

  /// Reads the reference out of a path below `records/`; nil where the path is no record's.
  ///
  /// The class is the first folder, the identifier the file name without `.yaml`; the folders
  /// between are free.
  public static func reference(ofPath path: String) -> Reference? {
    // Every file of a repository is asked about, so this goes by bytes.
    var path = path
    return path.withUTF8 { bytes in
      let slash = UInt8(ascii: "/")
      guard bytes.count > prefix.count + suffix.count, bytes.starts(with: prefix),
        bytes[(bytes.count - suffix.count)...].elementsEqual(suffix),
        let classEnd = bytes[prefix.count...].firstIndex(of: slash), classEnd > prefix.count,
        let last = bytes.lastIndex(of: slash), last + 1 < bytes.count - suffix.count
      else { return nil }
      return Reference(
        className: String(decoding: bytes[prefix.count..<classEnd], as: UTF8.self),
        id: String(decoding: bytes[(last + 1)..<(bytes.count - suffix.count)], as: UTF8.self)
      )
    }
  }

  private static let prefix = Array("\(root)/".utf8)
  private static let suffix = Array(".yaml".utf8)
}
