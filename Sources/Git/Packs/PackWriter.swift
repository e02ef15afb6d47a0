internal import CZlib
internal import Crypto

/// Writes the bytes of a pack (version 2) and of its index (version 2), as git's
/// `gitformat-pack` describes them. Objects are stored whole, compressed for speed.
struct PackWriter {
  /// A pack in memory.
  struct Pack {
    /// The pack file.
    var pack: [UInt8]
    /// The index file.
    var index: [UInt8]
    /// The checksum that names both.
    var name: String
  }

  private struct Place {
    let id: ObjectID
    let offset: Int
    let checksum: UInt32
  }

  /// Returns the pack of a batch.
  static func pack(_ batch: ObjectBatch) throws(GitError) -> Pack {
    var bytes = Array("PACK".utf8) + bigEndian(2) + bigEndian(UInt32(batch.count))
    bytes.reserveCapacity(batch.items.reduce(64) { $0 + $1.content.count / 2 + 64 })
    var stream = try DeflateStream()
    var places: [Place] = []
    places.reserveCapacity(batch.count)
    for item in batch.items {
      let offset = bytes.count
      appendHeader(item.kind, item.content.count, to: &bytes)
      try stream.compress(item.content, onto: &bytes)
      places.append(Place(id: item.id, offset: offset, checksum: crc(bytes, from: offset)))
    }
    let checksum = sha1(bytes)
    bytes += checksum
    let index = index(places.sorted { $0.id < $1.id }, packChecksum: checksum)
    return Pack(pack: bytes, index: index, name: ObjectID(bytes: checksum)?.hex ?? "")
  }

  /// The kind in three bits, then the length, seven bits a byte, the lowest first.
  private static func appendHeader(_ kind: ObjectKind, _ length: Int, to bytes: inout [UInt8]) {
    let type: UInt8 =
      switch kind {
      case .commit: 1
      case .tree: 2
      case .blob: 3
      case .tag: 4
      }
    var rest = length >> 4
    bytes.append((rest > 0 ? 0x80 : 0) | type << 4 | UInt8(length & 15))
    while rest > 0 {
      let low = UInt8(rest & 127)
      rest >>= 7
      bytes.append(rest > 0 ? low | 0x80 : low)
    }
  }

  private static func index(_ places: [Place], packChecksum: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = [0xFF, 0x74, 0x4F, 0x63] + bigEndian(2)
    bytes.reserveCapacity(1100 + places.count * 28)
    var counts = [UInt32](repeating: 0, count: 256)
    for place in places { counts[place.id.firstByte] += 1 }
    var total: UInt32 = 0
    for count in counts {
      total += count
      bytes += bigEndian(total)
    }
    for place in places { bytes += place.id.bytes }
    for place in places { bytes += bigEndian(place.checksum) }
    var far: [UInt8] = []
    for place in places {
      if place.offset < 1 << 31 {
        bytes += bigEndian(UInt32(place.offset))
      } else {
        bytes += bigEndian(1 << 31 | UInt32(far.count / 8))
        far +=
          bigEndian(UInt32(place.offset >> 32))
          + bigEndian(UInt32(truncatingIfNeeded: place.offset))
      }
    }
    bytes += far + packChecksum
    return bytes + sha1(bytes)
  }

  private static func crc(_ bytes: [UInt8], from start: Int) -> UInt32 {
    bytes.withUnsafeBufferPointer { buffer in
      // SAFETY: the range from start to the end lies in the array, which lives through the call.
      UInt32(
        truncatingIfNeeded: crc32(
          crc32(0, nil, 0),
          buffer.baseAddress.map { $0 + start },
          UInt32(buffer.count - start)
        )
      )
    }
  }

  private static func sha1(_ bytes: [UInt8]) -> [UInt8] { Array(Insecure.SHA1.hash(data: bytes)) }

  private static func bigEndian(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> UInt32($0)) }
  }
}
