internal import Glibc

/// Where the objects of a repository's packs are, held in little memory: for whoever is about to read
/// most of them.
///
/// It keeps eight bytes of each id and the place; what is found by it is checked against the whole id.
/// Packs that appear later are not known, nor are those of a repository that lends its objects.
public final class PackTable: Sendable {
  /// How many objects there may be at most, at some 12 bytes each.
  private static let room = 8_000_000

  /// One pack.
  struct Pack: Sendable {
    let path: String
    fileprivate(set) var starts: [Int] = []
    fileprivate(set) var ids: [UInt64] = []
    fileprivate(set) var offsets: [UInt32] = []
    fileprivate(set) var farOffsets: [UInt64] = []
  }

  let packs: [Pack]

  /// Reads the indexes of the packs in a folder of objects; nil where one cannot be read, or there are
  /// too many objects.
  init?(objects folder: String) {
    var packs: [Pack] = []
    var count = 0
    for name in SystemFile.names(in: "\(folder)/pack").sorted() where name.hasSuffix(".idx") {
      guard let pack = Pack("\(folder)/pack/\(name.dropLast(4))", atMost: Self.room - count) else {
        return nil
      }
      count += pack.ids.count
      packs.append(pack)
    }
    self.packs = packs
  }

  /// Returns where an object is.
  func find(_ id: ObjectID) -> (pack: Int, offset: Int)? {
    for (number, pack) in packs.enumerated() {
      if let offset = pack.offset(of: id) { return (number, offset) }
    }
    return nil
  }
}

extension PackTable.Pack {
  /// Reads an index of version 2, as git's `gitformat-pack` describes it; `path` has no ending.
  fileprivate init?(_ path: String, atMost room: Int) {
    self.path = path
    let index = "\(path).idx"
    let head = 8 + 256 * 4
    guard let bytes = try? SystemFile.contentIfAny(index, count: head), bytes.count == head,
      bytes.starts(with: [0xFF, 0x74, 0x4F, 0x63, 0, 0, 0, 2])
    else { return nil }
    starts = [0] + (0..<256).map { Self.number(bytes, at: 8 + $0 * 4) }
    let count = starts[256]
    guard zip(starts, starts.dropFirst()).allSatisfy({ $0 <= $1 }), count <= room,
      SystemFile.size(index) >= head + count * 28 + 40
    else { return nil }
    ids.reserveCapacity(count)
    offsets.reserveCapacity(count)
    var taken = 0
    let isWhole =
      Self.pieces(of: index, from: head, count: count * 20) { piece in
        for start in stride(from: 0, to: piece.count, by: 20) {
          ids.append(
            UInt64(Self.number(piece, at: start)) << 32 | UInt64(Self.number(piece, at: start + 4))
          )
        }
      }
      && Self.pieces(of: index, from: head + count * 24, count: count * 4) { piece in
        for start in stride(from: 0, to: piece.count, by: 4) {
          offsets.append(UInt32(Self.number(piece, at: start)))
          if offsets[offsets.count - 1] >> 31 == 1 { taken += 1 }
        }
      }
      && Self.pieces(of: index, from: head + count * 28, count: taken * 8) { piece in
        for start in stride(from: 0, to: piece.count, by: 8) {
          farOffsets.append(
            UInt64(Self.number(piece, at: start)) << 32 | UInt64(Self.number(piece, at: start + 4))
          )
        }
      }
    if !isWhole { return nil }
  }

  /// Returns where an object is in the pack.
  fileprivate func offset(of id: ObjectID) -> Int? {
    let wanted = id.firstEightBytes
    var (low, high) = (starts[id.firstByte], starts[id.firstByte + 1])
    while low < high {
      let middle = (low + high) / 2
      if ids[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    guard low < starts[id.firstByte + 1], ids[low] == wanted else { return nil }
    let offset = offsets[low]
    if offset >> 31 == 0 { return Int(offset) }
    let place = Int(offset & 0x7FFF_FFFF)
    return place < farOffsets.count ? Int(truncatingIfNeeded: farOffsets[place]) : nil
  }

  /// Hands out a part of a file in pieces whose length is a multiple of 40; false where it ends early.
  private static func pieces(
    of path: String,
    from start: Int,
    count: Int,
    _ body: ([UInt8]) -> Void
  ) -> Bool {
    var done = 0
    while done < count {
      let length = min(40 << 12, count - done)
      guard let piece = try? SystemFile.content(path, from: start + done, count: length),
        piece.count == length
      else { return false }
      body(piece)
      done += length
    }
    return true
  }

  private static func number(_ bytes: [UInt8], at offset: Int) -> Int {
    bytes.withUnsafeBytes {
      // SAFETY: loadUnaligned traps where the buffer ends before the number does.
      Int(UInt32(bigEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    }
  }
}
