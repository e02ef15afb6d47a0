/// A small pack in memory whose objects are all stored whole, as `PackFile` writes them, so that they
/// can be copied into another pack as they are.
struct WholePack {
  /// One object.
  struct Entry {
    /// The object.
    let id: ObjectID
    /// Where its header and compressed content are.
    let range: Range<Int>
    /// The CRC-32 of that range.
    let checksum: UInt32
  }

  /// The pack file.
  let bytes: [UInt8]
  /// The objects, in the pack's order.
  let entries: [Entry]

  /// Reads a pack (`path` without its ending); nil where some object is stored as a difference from
  /// another, or where another program has just removed the pack.
  ///
  /// - Throws: `corrupt` where a checksum does not fit, so that damage is not copied.
  init?(_ path: String) throws(GitError) {
    guard let index = try SystemFile.contentIfAny("\(path).idx"),
      let bytes = try SystemFile.contentIfAny("\(path).pack")
    else { return nil }
    self.bytes = bytes
    guard let count = Self.count(index), bytes.count > 32 else { throw Self.corrupt(path) }
    var starts: [(id: ObjectID, offset: Int, checksum: UInt32)] = []
    starts.reserveCapacity(count)
    let ids = 8 + 256 * 4
    let (checksums, offsets) = (ids + count * 20, ids + count * 24)
    for position in 0..<count {
      let offset = Self.number(index, at: offsets + position * 4)
      guard offset >= 12, offset < bytes.count - 20 else { throw Self.corrupt(path) }
      starts.append(
        (
          ObjectID(in: index, at: ids + position * 20), Int(offset),
          Self.number(index, at: checksums + position * 4)
        )
      )
    }
    starts.sort { $0.offset < $1.offset }
    var entries: [Entry] = []
    entries.reserveCapacity(count)
    for (position, start) in starts.enumerated() {
      let end = position + 1 < count ? starts[position + 1].offset : bytes.count - 20
      // Kinds one to four are the objects themselves, the others differences.
      guard (1...4).contains(bytes[start.offset] >> 4 & 7) else { return nil }
      let range = start.offset..<end
      guard !range.isEmpty, PackFile.checksum(bytes, range) == start.checksum else {
        throw Self.corrupt(path)
      }
      entries.append(Entry(id: start.id, range: range, checksum: start.checksum))
    }
    self.entries = entries
  }

  /// Returns how many objects an index of version 2 names; nil for what is none.
  private static func count(_ index: [UInt8]) -> Int? {
    let tables = 8 + 256 * 4
    guard index.count >= tables + 40, index.starts(with: [0xFF, 0x74, 0x4F, 0x63, 0, 0, 0, 2])
    else { return nil }
    let count = Int(number(index, at: tables - 4))
    return index.count == tables + count * 28 + 40 ? count : nil
  }

  private static func number(_ bytes: [UInt8], at offset: Int) -> UInt32 {
    bytes.withUnsafeBytes {
      // SAFETY: loadUnaligned traps where the buffer ends before the number does.
      UInt32(bigEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
  }

  private static func corrupt(_ path: String) -> GitError {
    GitError(
      .corrupt,
      "join packs",
      "a checksum does not fit",
      at: "\(path).pack",
      remedy: "git fsck names what is damaged"
    )
  }
}
