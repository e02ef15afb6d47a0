internal import CZlib
internal import Glibc

/// A pack file that is read here and there.
final class PackStream {
  /// What an entry holds.
  enum Kind {
    /// An object.
    case whole(ObjectKind)
    /// The difference from the object so many bytes before.
    case difference(Int)
    /// The difference from another object.
    case differenceOf(ObjectID)
  }

  /// The header of an entry.
  struct Entry {
    let kind: Kind
    /// How long the content is.
    let size: Int
    /// Where the compressed content begins.
    let start: Int
  }

  /// How much is read at a time: most entries are a few hundred bytes.
  private static let window = 4_096

  private let descriptor: Int32
  // SAFETY: z_stream points to itself once it is set up, so it must stay at one address: it is
  // allocated, owned by this object alone, and freed with it.
  private let stream: UnsafeMutablePointer<z_stream>
  private var buffer: [UInt8] = []
  private var bufferStart = 0

  /// Opens a pack; nil where that fails.
  init?(_ path: String) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let code = inflateInit_(stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    if descriptor < 0 || code != Z_OK { return nil }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    if descriptor >= 0 { close(descriptor) }
  }

  /// Reads the header of the entry at a place; nil where there is none.
  func entry(at offset: Int) -> Entry? {
    guard offset >= 12, fill(from: offset, atLeast: 40) else { return nil }
    var place = offset - bufferStart
    func next() -> UInt8? {
      guard place < buffer.count else { return nil }
      defer { place += 1 }
      return buffer[place]
    }
    guard var byte = next() else { return nil }
    let type = byte >> 4 & 7
    var size = Int(byte & 15)
    var shift = 4
    while byte >= 0x80 {
      guard shift < 56, let more = next() else { return nil }
      byte = more
      size |= Int(byte & 0x7F) << shift
      shift += 7
    }
    let kind: Kind
    switch type {
    case 1: kind = .whole(.commit)
    case 2: kind = .whole(.tree)
    case 3: kind = .whole(.blob)
    case 4: kind = .whole(.tag)
    case 6:
      guard var byte = next() else { return nil }
      var distance = Int(byte & 0x7F)
      while byte >= 0x80 {
        guard distance < 1 << 48, let more = next() else { return nil }
        byte = more
        distance = (distance + 1) << 7 | Int(byte & 0x7F)
      }
      kind = .difference(distance)
    case 7:
      guard place + 20 <= buffer.count else { return nil }
      kind = .differenceOf(ObjectID(in: buffer, at: place))
      place += 20
    default: return nil
    }
    return Entry(kind: kind, size: size, start: bufferStart + place)
  }

  /// Returns the content of an entry; nil where it is damaged.
  func inflate(_ entry: Entry) -> [UInt8]? {
    guard inflateReset(stream) == Z_OK else { return nil }
    var place = entry.start
    var isWhole = false
    // One byte more than there should be, so that content that is too long shows itself.
    let content = [UInt8](unsafeUninitializedCapacity: entry.size + 1) { output, count in
      stream.pointee.next_out = output.baseAddress
      stream.pointee.avail_out = uInt(entry.size + 1)
      var code = Z_OK
      while code == Z_OK, fill(from: place, atLeast: 1) {
        let start = place - bufferStart
        buffer.withUnsafeMutableBufferPointer { input in
          // SAFETY: start lies within the buffer, which zlib reads to its end during the call alone.
          stream.pointee.next_in = input.baseAddress.map { $0 + start }
          stream.pointee.avail_in = uInt(input.count - start)
          code = CZlib.inflate(stream, Z_NO_FLUSH)
          place += input.count - start - Int(stream.pointee.avail_in)
        }
      }
      count = entry.size + 1 - Int(stream.pointee.avail_out)
      isWhole = code == Z_STREAM_END
    }
    return isWhole && content.count == entry.size ? content : nil
  }

  /// Reads on where the buffer does not hold what is needed; false at the end of the file.
  private func fill(from offset: Int, atLeast count: Int) -> Bool {
    if offset >= bufferStart, offset + count <= bufferStart + buffer.count { return true }
    bufferStart = offset
    buffer = [UInt8](unsafeUninitializedCapacity: Self.window) { bytes, count in
      // SAFETY: pread writes at most the capacity.
      count = max(0, pread(descriptor, bytes.baseAddress, Self.window, offset))
    }
    return !buffer.isEmpty
  }
}
