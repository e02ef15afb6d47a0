internal import Crypto

/// The name of an object in git: the SHA-1 of its kind, length and content.
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
  public init?(hex: some StringProtocol) {
    guard hex.utf8.count == 40 else { return nil }
    var bytes: [UInt8] = []
    var pending: UInt8?
    for digit in hex.utf8 {
      let value: UInt8
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = digit - UInt8(ascii: "A") + 10
      default: return nil
      }
      if let first = pending {
        bytes.append(first << 4 | value)
        pending = nil
      } else {
        pending = value
      }
    }
    self.init(bytes: bytes)
  }

  /// The 20 bytes.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(20)
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: high >> UInt64(shift)))
    }
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: middle >> UInt64(shift)))
    }
    for shift in stride(from: 24, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: low >> UInt32(shift)))
    }
    return bytes
  }

  /// The first byte, by which a pack index is divided.
  var firstByte: Int { Int(high >> 56) }

  /// The 40 hexadecimal digits, in small letters.
  public var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(40)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Returns the id that git gives an object.
  public static func hash(_ kind: ObjectKind, _ content: [UInt8]) -> ObjectID {
    var hasher = Insecure.SHA1()
    hasher.update(data: Array("\(kind.rawValue) \(content.count)\0".utf8))
    hasher.update(data: content)
    return ObjectID(bytes: hasher.finalize()) ?? .zero
  }
}

extension ObjectID: Comparable, CustomStringConvertible {
  /// Orders by bytes, as git sorts ids.
  public static func < (left: ObjectID, right: ObjectID) -> Bool {
    (left.high, left.middle, left.low) < (right.high, right.middle, right.low)
  }

  /// The 40 hexadecimal digits.
  public var description: String { hex }
}

/// What an object is.
public enum ObjectKind: String, Sendable, CaseIterable {
  /// The content of a file.
  case blob
  /// The entries of a folder.
  case tree
  /// A state of the repository with its history.
  case commit
  /// An annotated tag.
  case tag
}
