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
    String(decoding: shard(of: id.utf8), as: UTF8.self)
  }

  private func shard(of id: some Sequence<UInt8>) -> [UInt8] {
    let digest = Insecure.SHA1.hash(data: Array(id))
    var shard: [UInt8] = []
    shard.reserveCapacity(sharding)
    for byte in digest {
      if shard.count < sharding { shard.append(Self.digits[Int(byte >> 4)]) }
      if shard.count < sharding { shard.append(Self.digits[Int(byte & 15)]) }
      if shard.count == sharding { break }
    }
    return shard
  }

  private static let digits = Array("0123456789abcdef".utf8)

  /// Reads the reference out of a path below `records/`; nil where the path is no record's.
  ///
  /// The class is the first folder, the identifier the file name without `.yaml`; the folders
  /// between are free.
  public static func reference(ofPath path: String) -> Reference? {
    // Every file of a repository is asked about, so this goes by bytes.
    var path = path
    return path.withUTF8 { bytes in
      parts(of: bytes).map { parts in
        Reference(
          className: String(decoding: bytes[parts.className], as: UTF8.self),
          id: String(decoding: bytes[parts.id], as: UTF8.self)
        )
      }
    }
  }

  /// Whether a path is surely one that a record may stand at: one of a reference, of plain names, and
  /// with sharding of the right folder. A "no" says nothing.
  public func isSound(path: String) -> Bool {
    var path = path
    return path.withUTF8 { bytes in
      guard let parts = Self.parts(of: bytes), RecordIdentifier.isSound(bytes[parts.className]),
        RecordIdentifier.isSound(bytes[parts.id])
      else { return false }
      let folders = bytes[(parts.className.upperBound + 1)..<parts.id.lowerBound]
      guard sharding > 0 else { return Self.areSound(folders) }
      return folders.count == sharding + 1
        && folders.dropLast().elementsEqual(shard(of: bytes[parts.id]))
    }
  }

  /// Whether the folders between a class and a file, each with its slash, have plain names.
  private static func areSound(_ folders: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var (start, depth) = (folders.startIndex, 0)
    while let end = folders[start...].firstIndex(of: UInt8(ascii: "/")) {
      guard RecordIdentifier.isSound(folders[start..<end]), folders[end - 1] != UInt8(ascii: ".")
      else { return false }
      (start, depth) = (end + 1, depth + 1)
    }
    return depth <= greatestDepth
  }

  /// How many folders there may be between a class and a file.
  public static let greatestDepth = 14

  private static func parts(of path: UnsafeBufferPointer<UInt8>) -> (
    className: Range<Int>, id: Range<Int>
  )? {
    let slash = UInt8(ascii: "/")
    guard path.count > prefix.count + suffix.count, path.starts(with: prefix),
      path[(path.count - suffix.count)...].elementsEqual(suffix),
      let classEnd = path[prefix.count...].firstIndex(of: slash), classEnd > prefix.count,
      let last = path.lastIndex(of: slash), last + 1 < path.count - suffix.count
    else { return nil }
    return (prefix.count..<classEnd, (last + 1)..<(path.count - suffix.count))
  }

  private static let prefix = Array("\(root)/".utf8)
  private static let suffix = Array(".yaml".utf8)
}
