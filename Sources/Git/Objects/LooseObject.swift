internal import CZlib

/// Reads an object that has a file of its own.
///
/// libgit2 reads such files too, but on one that ends early, as a loss of power leaves it, version
/// 1.5 waits for more input for ever.
struct LooseObject {
  /// What the object is.
  let kind: ObjectKind
  /// How long the content is.
  let size: Int
  /// The content; empty where only the header was asked for.
  let content: [UInt8]

  /// How far zlib can compress at most; a header that promises more lies.
  private static let greatestRatio = 1_040
  /// Room for the longest header: a kind and 19 digits.
  private static let headerRoom = 64

  /// Reads the compressed text of a file, of which the beginning is enough for the header; nil where
  /// it is damaged.
  init?(_ file: [UInt8], headerOnly: Bool) {
    guard let inflater = Inflater() else { return nil }
    let first = inflater.inflate(file, upTo: Self.headerRoom)
    guard let nul = first.firstIndex(of: 0), let space = first.firstIndex(of: UInt8(ascii: " ")),
      space < nul,
      let kind = ObjectKind(rawValue: String(decoding: first[..<space], as: UTF8.self)),
      let size = Int(String(decoding: first[(space + 1)..<nul], as: UTF8.self)), size >= 0,
      headerOnly || size / Self.greatestRatio <= file.count
    else { return nil }
    self.kind = kind
    self.size = size
    if headerOnly {
      content = []
      return
    }
    // One byte more than is promised, so that content that is too long shows itself.
    let rest = inflater.inflate(file, upTo: nul + 1 + size - first.count + 1)
    guard inflater.isAtEnd else { return nil }
    content = Array(first[(nul + 1)...]) + rest
    if content.count != size { return nil }
  }
}

/// A zlib stream that is read in steps.
private final class Inflater {
  // SAFETY: z_stream points to itself once it is set up, so it must stay at one address: it is
  // allocated, owned by this object alone, and freed with it.
  private let stream: UnsafeMutablePointer<z_stream>
  private var consumed = 0

  /// Whether the stream has ended, with its checksum right.
  private(set) var isAtEnd = false

  init?() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let code = inflateInit_(stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    if code != Z_OK { return nil }
  }

  deinit {
    _ = inflateEnd(stream)
    stream.deallocate()
  }

  /// Returns up to `count` further bytes; fewer where the input ends or is damaged.
  func inflate(_ file: [UInt8], upTo count: Int) -> [UInt8] {
    if isAtEnd || count <= 0 { return [] }
    return [UInt8](unsafeUninitializedCapacity: count) { output, written in
      file.withUnsafeBufferPointer { input in
        // SAFETY: both buffers live through the call; inflate reads and writes within the lengths that
        // it is given. It takes a pointer to change, but changes no input.
        stream.pointee.next_in = input.baseAddress.map {
          UnsafeMutablePointer(mutating: $0 + consumed)
        }
        stream.pointee.avail_in = UInt32(clamping: input.count - consumed)
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = UInt32(clamping: count)
        let code = CZlib.inflate(stream, Z_SYNC_FLUSH)
        isAtEnd = code == Z_STREAM_END
        consumed = input.count - Int(stream.pointee.avail_in)
        written =
          code == Z_OK || isAtEnd ? Int(UInt32(clamping: count) - stream.pointee.avail_out) : 0
      }
    }
  }
}

extension Repository {
  /// Returns an object that has a file of its own, or nil where it has none.
  func looseObject(_ id: ObjectID, headerOnly: Bool) throws(GitError) -> LooseObject? {
    guard looseListing.mayHold(id) else { return nil }
    let hex = id.hex
    for folder in looseFolders {
      guard
        let file = try SystemFile.contentIfAny(
          "\(folder)/\(hex.prefix(2))/\(hex.dropFirst(2))",
          count: headerOnly ? 256 : .max
        )
      else { continue }
      guard let object = LooseObject(file, headerOnly: headerOnly) else {
        throw GitError(
          .corrupt,
          "read the object",
          "its file is damaged",
          at: hex,
          remedy: "git fsck names what is damaged; fetch it again from another clone"
        )
      }
      return object
    }
    looseListing.noteMiss(in: looseFolders)
    return nil
  }

  /// Whether an object has a file of its own.
  func isLoose(_ id: ObjectID) -> Bool {
    let hex = id.hex
    return looseFolders.contains {
      SystemFile.exists("\($0)/\(hex.prefix(2))/\(hex.dropFirst(2))")
    }
  }
}
