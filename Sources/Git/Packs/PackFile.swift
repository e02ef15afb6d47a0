internal import CZlib
internal import Crypto
internal import Glibc

/// A pack (version 2) with its index (version 2), as git's `gitformat-pack` describes them. Objects
/// are stored whole, compressed for speed; consolidation finds the differences later.
struct PackFile {
  /// The pack.
  private(set) var pack: [UInt8]
  /// The index.
  private(set) var index: [UInt8] = []
  /// The checksum that names both files.
  private(set) var name = ObjectID.zero

  /// Where an object is.
  private struct Place {
    let id: ObjectID
    let offset: Int
    let checksum: UInt32
  }

  /// Packs the objects of a batch, in their order.
  init(_ batch: ObjectBatch, with deflater: Deflater) throws(GitError) {
    pack = Self.header(count: batch.count, room: batch.byteCount / 2 + batch.count * 32)
    var places: [Place] = []
    places.reserveCapacity(batch.count)
    for item in batch.items {
      let offset = pack.count
      appendHeader(item.kind, item.content.count)
      try deflater.compress(item.content, onto: &pack)
      places.append(
        Place(id: item.id, offset: offset, checksum: Self.checksum(pack, offset..<pack.count))
      )
    }
    finish(&places)
  }

  /// Packs every object of other packs once, compressed as it is there.
  init(joining packs: [WholePack]) {
    let count = Set(packs.lazy.flatMap { $0.entries.map(\.id) }).count
    pack = Self.header(count: count, room: packs.reduce(0) { $0 + $1.bytes.count })
    var places: [Place] = []
    places.reserveCapacity(count)
    var known = Set<ObjectID>(minimumCapacity: count)
    for other in packs {
      for entry in other.entries where known.insert(entry.id).inserted {
        places.append(Place(id: entry.id, offset: pack.count, checksum: entry.checksum))
        pack += other.bytes[entry.range]
      }
    }
    finish(&places)
  }

  private static func header(count: Int, room: Int) -> [UInt8] {
    var bytes = Array("PACK".utf8)
    bytes.reserveCapacity(room + 64)
    append(2, to: &bytes)
    append(UInt32(count), to: &bytes)
    return bytes
  }

  /// Adds the checksum, and makes the index.
  private mutating func finish(_ places: inout [Place]) {
    name = Self.sha1(pack)
    name.append(to: &pack)
    places.sort { $0.id < $1.id }
    index = Self.index(of: places, pack: name)
  }

  /// The kind in three bits, then the length: four bits, then seven a byte, the lowest first.
  private mutating func appendHeader(_ kind: ObjectKind, _ length: Int) {
    let type: UInt8 =
      switch kind {
      case .commit: 1
      case .tree: 2
      case .blob: 3
      case .tag: 4
      }
    var rest = length >> 4
    pack.append((rest > 0 ? 0x80 : 0) | type << 4 | UInt8(length & 15))
    while rest > 0 {
      let low = UInt8(rest & 127)
      rest >>= 7
      pack.append(rest > 0 ? low | 0x80 : low)
    }
  }

  /// The CRC-32 of a part of some bytes.
  static func checksum(_ bytes: [UInt8], _ range: Range<Int>) -> UInt32 {
    bytes.withUnsafeBufferPointer { buffer in
      let part = buffer[range]
      // SAFETY: the range was checked against the array, which lives through the call.
      return UInt32(
        truncatingIfNeeded: crc32_z(
          0,
          UnsafeBufferPointer(rebasing: part).baseAddress,
          part.count
        )
      )
    }
  }

  private static func index(of places: [Place], pack: ObjectID) -> [UInt8] {
    var bytes: [UInt8] = [0xFF, 0x74, 0x4F, 0x63]
    bytes.reserveCapacity(1100 + places.count * 28)
    append(2, to: &bytes)
    var counts = [UInt32](repeating: 0, count: 256)
    for place in places { counts[place.id.firstByte] += 1 }
    var total: UInt32 = 0
    for count in counts {
      total += count
      append(total, to: &bytes)
    }
    for place in places { place.id.append(to: &bytes) }
    for place in places { append(place.checksum, to: &bytes) }
    var far: [UInt8] = []
    for place in places {
      if place.offset < 1 << 31 {
        append(UInt32(place.offset), to: &bytes)
      } else {
        append(1 << 31 | UInt32(far.count / 8), to: &bytes)
        append(UInt32(place.offset >> 32), to: &far)
        append(UInt32(truncatingIfNeeded: place.offset), to: &far)
      }
    }
    bytes += far
    pack.append(to: &bytes)
    sha1(bytes).append(to: &bytes)
    return bytes
  }

  private static func sha1(_ bytes: [UInt8]) -> ObjectID {
    var hasher = Insecure.SHA1()
    bytes.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    return ObjectID(hasher.finalize())
  }

  private static func append(_ number: UInt32, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
  }
}
