/// URI (RFC 3986) and IRI (RFC 3987), absolute or as references.
enum URIFormats {
  static func isURI(
    _ text: UnsafeBufferPointer<UInt8>,
    isInternational: Bool,
    mayBeRelative: Bool
  ) -> Bool {
    var reader = Reader(text: text, isInternational: isInternational)
    return reader.read(mayBeRelative: mayBeRelative)
  }

  /// Reads a reference from left to right.
  private struct Reader {
    let text: UnsafeBufferPointer<UInt8>
    let isInternational: Bool
    private var place = 0

    init(text: UnsafeBufferPointer<UInt8>, isInternational: Bool) {
      self.text = text
      self.isInternational = isInternational
    }

    mutating func read(mayBeRelative: Bool) -> Bool {
      let hasScheme = takeScheme()
      guard hasScheme || mayBeRelative else { return false }
      if text.part(place..<text.count).starts(with: "//") {
        place += 2
        guard takeAuthority() else { return false }
      } else if !hasScheme {
        // The first segment of a relative path has no colon.
        let end = (place..<text.count).first { "/?#".utf8.contains(text[$0]) } ?? text.count
        if text.part(place..<end).place(of: UInt8(ascii: ":")) != nil { return false }
      }
      guard take(further: "/", isQuery: false) else { return false }
      if take(UInt8(ascii: "?")), !take(further: "/?", isQuery: true) { return false }
      if take(UInt8(ascii: "#")), !take(further: "/?", isQuery: false) { return false }
      return place == text.count
    }

    private mutating func take(_ byte: UInt8) -> Bool {
      guard place < text.count, text[place] == byte else { return false }
      place += 1
      return true
    }

    private mutating func takeScheme() -> Bool {
      guard let colon = text.place(of: UInt8(ascii: ":")), colon > 0, ByteClass.isLetter(text[0])
      else { return false }
      let isScheme = text.part(0..<colon).allSatisfy { byte in
        ByteClass.isAlphanumeric(byte) || "+-.".utf8.contains(byte)
      }
      if isScheme { place = colon + 1 }
      return isScheme
    }

    private mutating func takeAuthority() -> Bool {
      let end = (place..<text.count).first { "/?#".utf8.contains(text[$0]) } ?? text.count
      if let at = text.part(place..<end).lastIndex(of: UInt8(ascii: "@")) {
        let user = Reader(text: text.part(place..<place + at), isInternational: isInternational)
        guard user.consists(further: ":") else { return false }
        place += at + 1
      }
      if take(UInt8(ascii: "[")) {
        guard let close = text.part(place..<end).place(of: UInt8(ascii: "]")),
          isLiteral(text.part(place..<place + close))
        else { return false }
        place += close + 1
      } else {
        let stop = text.part(place..<end).place(of: UInt8(ascii: ":")).map { $0 + place } ?? end
        let host = Reader(text: text.part(place..<stop), isInternational: isInternational)
        guard host.consists(further: "") else { return false }
        place = stop
      }
      if take(UInt8(ascii: ":")) {
        while place < end {
          guard ByteClass.isDigit(text[place]) else { return false }
          place += 1
        }
      }
      return place == end
    }

    /// What may stand in brackets: an IPv6 address, or one of a later version.
    private func isLiteral(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
      guard text.count > 3, text[0] | 0x20 == UInt8(ascii: "v") else {
        return AddressFormats.isIPv6(text)
      }
      guard let dot = text.place(of: UInt8(ascii: ".")), dot > 1, dot + 1 < text.count,
        text.part(1..<dot).allSatisfy(ByteClass.isHexadecimal)
      else { return false }
      return text.part(dot + 1..<text.count).allSatisfy { byte in
        isUnreserved(byte) || isSubDelimiter(byte) || byte == UInt8(ascii: ":")
      }
    }

    /// Whether the whole text consists of unreserved letters, escapes and a few others.
    private func consists(further: StaticString) -> Bool {
      var copy = self
      return copy.takeLetters(further: further, isQuery: false) && copy.place == text.count
    }

    /// Takes a path, query or fragment; false where an escape is malformed.
    private mutating func take(further: StaticString, isQuery: Bool) -> Bool {
      takeLetters(further: further, isQuery: isQuery, hasPathLetters: true)
    }

    private mutating func takeLetters(
      further: StaticString,
      isQuery: Bool,
      hasPathLetters: Bool = false
    ) -> Bool {
      while place < text.count {
        let byte = text[place]
        if byte == UInt8(ascii: "%") {
          guard place + 2 < text.count, ByteClass.isHexadecimal(text[place + 1]),
            ByteClass.isHexadecimal(text[place + 2])
          else { return false }
          place += 3
        } else if byte >= 0x80 {
          var next = place
          guard isInternational, isLetter(text.scalar(at: &next), isQuery: isQuery) else {
            return true
          }
          place = next
        } else if isUnreserved(byte) || isSubDelimiter(byte)
          || further.withUTF8Buffer({ $0.contains(byte) })
          || (hasPathLetters && (byte == UInt8(ascii: ":") || byte == UInt8(ascii: "@")))
        {
          place += 1
        } else {
          return true
        }
      }
      return true
    }

    private func isUnreserved(_ byte: UInt8) -> Bool {
      ByteClass.isAlphanumeric(byte) || "-._~".utf8.contains(byte)
    }

    private func isSubDelimiter(_ byte: UInt8) -> Bool { "!$&'()*+,;=".utf8.contains(byte) }

    /// The scalars beyond ASCII of RFC 3987, section 2.2; private ones stand in queries only.
    private func isLetter(_ scalar: UInt32, isQuery: Bool) -> Bool {
      switch scalar {
      case 0xA0...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFEF: true
      case 0xE000...0xF8FF, 0xF0000...0xFFFFD, 0x100000...0x10FFFD: isQuery
      case 0x10000...0xEFFFD: scalar & 0xFFFF <= 0xFFFD && !(0xE0000...0xE0FFF).contains(scalar)
      default: false
      }
    }
  }
}
