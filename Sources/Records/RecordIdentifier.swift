/// What may be the identifier of a record, and so the name of its file on every file system.
public enum RecordIdentifier {
  /// The greatest number of characters.
  public static let greatestLength = 128

  /// Says what is wrong with `id`, or nil where it may stand.
  ///
  /// An identifier matches `[a-z0-9][a-z0-9._-]{0,127}` and is no Windows device name, with or
  /// without an extension, so that a clone works on every system.
  public static func objection(to id: String) -> String? {
    guard let first = id.utf8.first else { return "an id must not be empty" }
    if id.utf8.count > greatestLength {
      return "an id has at most \(greatestLength) characters, this one has \(id.utf8.count)"
    }
    guard isLetterOrDigit(first) else {
      return "an id starts with a small letter or a digit"
    }
    guard id.utf8.allSatisfy({ isLetterOrDigit($0) || ".-_".utf8.contains($0) }) else {
      return "an id holds only small letters, digits, dots, hyphens and underscores"
    }
    return isWindowsDevice(id) ? "\(id) is the name of a device on Windows" : nil
  }

  /// Whether `id`, given as bytes, may stand: nothing is wrong with it.
  static func isSound(_ id: some Collection<UInt8>) -> Bool {
    guard let first = id.first, isLetterOrDigit(first), id.count <= greatestLength,
      id.allSatisfy({ isLetterOrDigit($0) || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F })
    else { return false }
    // No device's name is longer, whatever follows its first dot.
    return (id.firstIndex(of: 0x2E).map { id.distance(from: id.startIndex, to: $0) } ?? id.count)
      > 4
      || !isWindowsDevice(String(decoding: id, as: UTF8.self))
  }

  /// Makes an identifier out of any text: small letters, everything else to hyphens.
  ///
  /// Returns nil where nothing usable is left.
  public static func made(from text: String) -> String? {
    var id: [UInt8] = []
    for byte in text.lowercased().utf8 {
      let kept = isLetterOrDigit(byte) || ".-_".utf8.contains(byte)
      let letter = kept ? byte : UInt8(ascii: "-")
      if id.isEmpty && !isLetterOrDigit(letter) { continue }
      if !kept && id.last == letter { continue }
      id.append(letter)
    }
    while let last = id.last, !isLetterOrDigit(last) { id.removeLast() }
    let name = String(decoding: id.prefix(greatestLength), as: UTF8.self)
    return objection(to: name) == nil ? name : nil
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isWindowsDevice(_ id: String) -> Bool {
    let stem = id.prefix { $0 != "." }
    guard stem.utf8.count <= 4 else { return false }
    if ["con", "prn", "aux", "nul"].contains(stem) { return true }
    guard stem.utf8.count == 4, let digit = stem.utf8.last else { return false }
    return (stem.hasPrefix("com") || stem.hasPrefix("lpt"))
      && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit)
  }
}
