/// The direction of labels of host names (RFC 5893), by a table of what labels can hold.
enum Bidirectionality {
  private enum Direction {
    case left
    case right
    case europeanDigit
    case arabicDigit
    case mark
    case neutral
  }

  private static func direction(of scalar: UInt32) -> Direction {
    switch scalar {
    case 0x30...0x39, 0x6F0...0x6F9: return .europeanDigit
    case 0x660...0x669, 0x10D30...0x10D39: return .arabicDigit
    case 0x2D, 0xB7, 0x30FB, 0x375, 0x200C, 0x200D: return .neutral
    default: break
    }
    switch Unicode.Scalar(scalar)?.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return .mark
    default: break
    }
    switch scalar {
    case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      return .right
    default: return .left
    }
  }

  /// Whether a label makes its name one that is read from right to left in parts.
  static func isRightToLeft(_ label: [UInt32]) -> Bool {
    label.contains { scalar in
      let direction = direction(of: scalar)
      return direction == .right || direction == .arabicDigit
    }
  }

  /// Whether a label by itself may stand in some name.
  static func isConsistent(_ label: [UInt32]) -> Bool {
    !isRightToLeft(label) || keepsDirection(label)
  }

  /// The Bidi Rule of section 2.
  static func keepsDirection(_ label: [UInt32]) -> Bool {
    let directions = label.map(direction)
    guard let first = directions.first, let last = directions.last(where: { $0 != .mark }) else {
      return false
    }
    let hasBothDigits = directions.contains(.europeanDigit) && directions.contains(.arabicDigit)
    switch first {
    case .right:
      return !directions.contains(.left) && last != .neutral && !hasBothDigits
    case .left:
      return !directions.contains(.right) && !directions.contains(.arabicDigit) && last != .neutral
    default: return false
    }
  }
}
