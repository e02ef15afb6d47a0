/// How the texts of a commit are to be read.
///
/// Git stores UTF-8 unless the header `encoding` says otherwise. What people used before it is read by
/// tables of our own, so that a commit says the same on every machine; text in any other encoding is
/// read as UTF-8, and bytes that are none are replaced.
enum CommitEncoding: Hashable {
  /// UTF-8.
  case utf8
  /// ISO 8859-1: each byte is a character.
  case latin1
  /// ISO 8859-15: as ISO 8859-1, with the euro sign and seven letters more.
  case latin9
  /// Windows-1252: as ISO 8859-1, with printed characters in the place of C1 controls.
  case windows1252
  /// UTF-16; of the low byte first where no mark says otherwise and `isBigEndian` is false.
  case utf16(isBigEndian: Bool)

  /// Reads the name that a header gives; letter case, hyphens and underscores do not count.
  init(named name: String) {
    let name = name.lowercased().filter { $0.isLetter || $0.isNumber }
    switch name {
    case "iso88591", "88591", "latin1", "l1": self = .latin1
    case "iso885915", "885915", "latin9", "latin0": self = .latin9
    case "windows1252", "cp1252", "1252": self = .windows1252
    case "utf16", "utf16le": self = .utf16(isBigEndian: false)
    case "utf16be": self = .utf16(isBigEndian: true)
    default: self = .utf8
    }
  }

  /// Reads a text.
  func text(_ bytes: ArraySlice<UInt8>) -> String {
    switch self {
    case .utf8: String(decoding: bytes, as: UTF8.self)
    case .latin1: Self.text(bytes) { Unicode.Scalar($0) }
    case .latin9: Self.text(bytes) { Self.latin9Letters[$0] ?? Unicode.Scalar($0) }
    case .windows1252:
      Self.text(bytes) { byte in
        (0x80...0x9F).contains(byte)
          ? Self.windows1252Letters[Int(byte) - 0x80] : Unicode.Scalar(byte)
      }
    case .utf16(let isBigEndian): Self.utf16(bytes, isBigEndian)
    }
  }

  private static func text(_ bytes: ArraySlice<UInt8>, _ scalar: (UInt8) -> Unicode.Scalar)
    -> String
  {
    var text = String.UnicodeScalarView()
    for byte in bytes { text.append(scalar(byte)) }
    return String(text)
  }

  /// The headers of a commit end at line ends and spaces of one byte, so that what stands there is
  /// UTF-8 all the same: where no byte is zero, nothing is UTF-16.
  private static func utf16(_ bytes: ArraySlice<UInt8>, _ isBigEndian: Bool) -> String {
    guard bytes.contains(0) else { return String(decoding: bytes, as: UTF8.self) }
    var (bytes, isBigEndian) = (bytes, isBigEndian)
    if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
      isBigEndian = bytes.first == 0xFE
      bytes = bytes.dropFirst(2)
    }
    var units: [UInt16] = []
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(isBigEndian ? first << 8 | second : second << 8 | first)
      index += 2
    }
    return String(decoding: units, as: UTF16.self)
  }

  private static let latin9Letters: [UInt8: Unicode.Scalar] = [
    0xA4: "\u{20AC}", 0xA6: "\u{160}", 0xA8: "\u{161}", 0xB4: "\u{17D}", 0xB8: "\u{17E}",
    0xBC: "\u{152}", 0xBD: "\u{153}", 0xBE: "\u{178}",
  ]

  /// What stands from 0x80 to 0x9F; five places are empty.
  private static let windows1252Letters: [Unicode.Scalar] = [
    "\u{20AC}", "\u{FFFD}", "\u{201A}", "\u{192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}",
    "\u{2C6}", "\u{2030}", "\u{160}", "\u{2039}", "\u{152}", "\u{FFFD}", "\u{17D}", "\u{FFFD}",
    "\u{FFFD}", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}",
    "\u{2DC}", "\u{2122}", "\u{161}", "\u{203A}", "\u{153}", "\u{FFFD}", "\u{17E}", "\u{178}",
  ]
}
