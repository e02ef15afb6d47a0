/// Labels of international host names: which scalars they may have, and where (RFC 5891, 5892).
enum InternationalLabel {
  private static let hyphen: UInt32 = 0x2D

  static func isValid(_ label: [UInt32]) -> Bool {
    guard let first = label.first, first != hyphen, label.last != hyphen, !isMark(first) else {
      return false
    }
    if label.count >= 4, label[2] == hyphen, label[3] == hyphen { return false }
    return label.indices.allSatisfy { isAllowed(label, at: $0) }
      && (!label.contains(where: isBeyondASCII) || Bidirectionality.isConsistent(label))
  }

  private static func isBeyondASCII(_ scalar: UInt32) -> Bool { scalar >= 0x80 }

  private static func isMark(_ scalar: UInt32) -> Bool {
    switch Unicode.Scalar(scalar)?.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }

  private static func isAllowed(_ label: [UInt32], at place: Int) -> Bool {
    let scalar = label[place]
    if let verdict = exception(label, at: place) { return verdict }
    guard let unicode = Unicode.Scalar(scalar) else { return false }
    let properties = unicode.properties
    if properties.generalCategory == .unassigned || properties.changesWhenNFKCCaseFolded
      || properties.isDefaultIgnorableCodePoint || properties.isWhitespace
      || properties.isNoncharacterCodePoint
    {
      return false
    }
    switch scalar {
    case hyphen, 0x30...0x39, 0x61...0x7A: return true
    // Old Hangul, and blocks of symbols and of combining marks for them.
    case 0x1100...0x11FF, 0xA960...0xA97C, 0xD7B0...0xD7FB, 0x20D0...0x20FF, 0x1D100...0x1D24F:
      return false
    default: break
    }
    switch properties.generalCategory {
    case .lowercaseLetter, .uppercaseLetter, .otherLetter, .decimalNumber, .modifierLetter,
      .nonspacingMark, .spacingMark:
      return true
    default: return false
    }
  }

  /// The scalars that RFC 5892 rules on one by one (section 2.6 and appendix A).
  private static func exception(_ label: [UInt32], at place: Int) -> Bool? {
    let before = place > 0 ? label[place - 1] : nil
    let after = place + 1 < label.count ? label[place + 1] : nil
    switch label[place] {
    case 0xDF, 0x3C2, 0x6FD, 0x6FE, 0xF0B, 0x3007: return true
    case 0x640, 0x7FA, 0x302E, 0x302F, 0x3031...0x3035, 0x303B: return false
    case 0xB7: return before == 0x6C && after == 0x6C
    case 0x375: return after.map { isOf("Grek", $0) } ?? false
    case 0x5F3, 0x5F4: return before.map { isOf("Hebr", $0) } ?? false
    case 0x30FB:
      return label.contains { isOf("Hira", $0) || isOf("Kana", $0) || isOf("Hani", $0) }
    case 0x660...0x669: return !label.contains { (0x6F0...0x6F9).contains($0) }
    case 0x6F0...0x6F9: return !label.contains { (0x660...0x669).contains($0) }
    case 0x200C: return isVirama(before) || JoiningLetters.join(label, around: place)
    case 0x200D: return isVirama(before)
    default: return nil
    }
  }

  private static func isOf(_ script: String, _ scalar: UInt32) -> Bool {
    UnicodeScript(name: script)?.holds(for: scalar, withExtensions: false) ?? false
  }

  private static func isVirama(_ scalar: UInt32?) -> Bool {
    scalar.flatMap(Unicode.Scalar.init)?.properties.canonicalCombiningClass == .virama
  }
}

/// Letters that join their neighbours, for the zero width non-joiner (RFC 5892, appendix A.1).
private enum JoiningLetters {
  /// Whether a letter that joins to its left stands before a place, and one that joins to its right
  /// behind it, marks between them left out.
  static func join(_ label: [UInt32], around place: Int) -> Bool {
    guard let before = label[..<place].last(where: { !isTransparent($0) }),
      let after = label[(place + 1)...].first(where: { !isTransparent($0) })
    else { return false }
    return isJoining(before) && !isRightJoining(before) && isJoining(after)
  }

  private static func isTransparent(_ scalar: UInt32) -> Bool {
    switch Unicode.Scalar(scalar)?.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: true
    default: false
    }
  }

  private static func isJoining(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x621, 0x674, 0x6D5: false
    case 0x620...0x6FF, 0x750...0x77F, 0x8A0...0x8FF, 0x710...0x74F, 0x7CA...0x7EA,
      0x840...0x858, 0x1820...0x1878, 0xA840...0xA871:
      Unicode.Scalar(scalar)?.properties.isAlphabetic ?? false
    default: false
    }
  }

  /// Letters that join to the letter before them only.
  private static func isRightJoining(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x622...0x625, 0x627, 0x629, 0x62F...0x632, 0x648, 0x671...0x673, 0x675...0x677,
      0x688...0x699, 0x6C0, 0x6C3...0x6CB, 0x6CD, 0x6CF, 0x6D2, 0x6D3, 0x6EE, 0x6EF, 0x710, 0x715,
      0x716, 0x717, 0x718, 0x719, 0x71E, 0x728, 0x72A, 0x72C, 0x72F, 0x840, 0x846, 0x847, 0x849,
      0x854:
      true
    default: false
    }
  }
}
