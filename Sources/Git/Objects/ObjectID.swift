internal import CLibgit2
internal import Crypto
internal import Glibc

/// The name of an object in git: the SHA-1 of its kind, length and content.
///
/// The 20 bytes are held as three big-endian numbers, so that comparing, hashing and copying cost a
/// few instructions and no memory.
public struct ObjectID: Hashable, Sendable {
  private let high: UInt64
  private let middle: UInt64
  private let low: UInt32

  /// The id that stands for "no object" in git's protocols.
  public static let zero = ObjectID(high: 0, middle: 0, low: 0)
  /// The id of the tree without entries.
  public static let emptyTree = hash(.tree, [])

  private init(high: UInt64, middle: UInt64, low: UInt32) {
    self.high = high
    self.middle = middle
    self.low = low
  }

  /// Reads 20 bytes; nil where there are more or fewer.
  public init?(bytes: some Sequence<UInt8>) {
    var (high, middle, low): (UInt64, UInt64, UInt32) = (0, 0, 0)
    var count = 0
    for byte in bytes {
      switch count {
      case 0..<8: high = high << 8 | UInt64(byte)
      case 8..<16: middle = middle << 8 | UInt64(byte)
      case 16..<20: low = low << 8 | UInt32(byte)
      default: return nil
      }
      count += 1
    }
    guard count == 20 else { return nil }
    self.init(high: high, middle: middle, low: low)
  }

  /// Reads 40 hexadecimal digits of either case; nil for anything else.
  public init?(hex: some StringProtocol) { self.init(hexDigits: hex.utf8) }

  /// Reads 40 hexadecimal digits in ASCII; nil for anything else.
  init?(hexDigits digits: some Sequence<UInt8>) {
    var (high, middle, low): (UInt64, UInt64, UInt32) = (0, 0, 0)
    var count = 0
    for digit in digits {
      let value: UInt8
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = digit - UInt8(ascii: "A") + 10
      default: return nil
      }
      switch count {
      case 0..<16: high = high << 4 | UInt64(value)
      case 16..<32: middle = middle << 4 | UInt64(value)
      case 32..<40: low = low << 4 | UInt32(value)
      default: return nil
      }
      count += 1
    }
    guard count == 40 else { return nil }
    self.init(high: high, middle: middle, low: low)
  }

  /// Reads the 20 bytes at `offset`, which the caller knows to be there.
  init(in bytes: [UInt8], at offset: Int) {
    self = bytes.withUnsafeBytes { ObjectID(loading: $0, at: offset) }
  }

  /// Reads the 20 bytes at `offset` of a buffer.
  private init(loading buffer: UnsafeRawBufferPointer, at offset: Int) {
    // SAFETY: loadUnaligned traps where the buffer ends before the number does.
    self.init(
      high: UInt64(bigEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self)),
      middle: UInt64(bigEndian: buffer.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self)),
      low: UInt32(bigEndian: buffer.loadUnaligned(fromByteOffset: offset + 16, as: UInt32.self))
    )
  }

  /// Appends the 20 bytes.
  func append(to bytes: inout [UInt8]) {
    withUnsafeBytes(of: high.bigEndian) { bytes.append(contentsOf: $0) }
    withUnsafeBytes(of: middle.bigEndian) { bytes.append(contentsOf: $0) }
    withUnsafeBytes(of: low.bigEndian) { bytes.append(contentsOf: $0) }
  }

  /// The 20 bytes.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(20)
    append(to: &bytes)
    return bytes
  }

  /// The first eight bytes, as a number that sorts as they do.
  var firstEightBytes: UInt64 { high }

  /// The first byte, by which a pack index is divided.
  var firstByte: Int { Int(high >> 56) }

  /// The 40 hexadecimal digits, in small letters.
  public var hex: String {
    String(unsafeUninitializedCapacity: 40) { buffer in
      for index in 0..<40 {
        let shift = UInt64(60 - 4 * (index & 15))
        let digit: UInt64 =
          switch index {
          case 0..<16: high >> shift & 15
          case 16..<32: middle >> shift & 15
          default: UInt64(low) >> UInt64(28 - 4 * (index - 32)) & 15
          }
        buffer[index] = UInt8(truncatingIfNeeded: digit < 10 ? 48 + digit : 87 + digit)
      }
      return 40
    }
  }
}

extension ObjectID {
  /// Returns the id that git gives an object.
  public static func hash(_ kind: ObjectKind, _ content: [UInt8]) -> ObjectID {
    var hasher = Insecure.SHA1()
    var header = "\(kind.rawValue) \(content.count)\0"
    header.withUTF8 { hasher.update(bufferPointer: UnsafeRawBufferPointer($0)) }
    content.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    return ObjectID(hasher.finalize())
  }

  /// Reads a finished checksum.
  init(_ digest: Insecure.SHA1.Digest) {
    self = digest.withUnsafeBytes { ObjectID(loading: $0, at: 0) }
  }

  /// Copies an id of libgit2.
  init(_ id: git_oid) {
    self = withUnsafeBytes(of: id) { ObjectID(loading: $0, at: 0) }
  }

  /// The id as libgit2 wants it.
  var raw: git_oid {
    var id = git_oid()
    withUnsafeMutableBytes(of: &id) { buffer in
      buffer.storeBytes(of: high.bigEndian, toByteOffset: 0, as: UInt64.self)
      buffer.storeBytes(of: middle.bigEndian, toByteOffset: 8, as: UInt64.self)
      buffer.storeBytes(of: low.bigEndian, toByteOffset: 16, as: UInt32.self)
    }
    return id
  }
}

extension ObjectID: Comparable, CustomStringConvertible {
  /// Orders by bytes, as git sorts ids.
  public static func < (left: ObjectID, right: ObjectID) -> Bool {
    if left.high != right.high { return left.high < right.high }
    if left.middle != right.middle { return left.middle < right.middle }
    return left.low < right.low
  }

  /// The 40 hexadecimal digits.
  public var description: String { hex }
}
