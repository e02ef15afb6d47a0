extension AttributePath {
  /// Reads a path such as `interfaces[eth0].mac`, `endpoints[443,tcp].name`, `list[#3]` or
  /// `"a.b".c`; the empty text is the path to the whole.
  ///
  /// In double quotes `\"`, `\\`, `\n`, `\r` and `\t` are escapes.
  public init(parsing text: String) throws(AttributePathError) {
    var reader = PathReader(text)
    self.init(try reader.path())
  }
}

private struct PathReader {
  private let scalars: [Unicode.Scalar]
  private var position = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  private var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private func failure(_ message: String, at offset: Int? = nil) -> AttributePathError {
    AttributePathError(message: message, offset: offset ?? position)
  }

  mutating func path() throws(AttributePathError) -> [AttributePath.Segment] {
    var segments: [AttributePath.Segment] = []
    while let scalar = current {
      if scalar == "[" {
        segments.append(.item(try item()))
        continue
      }
      if !segments.isEmpty {
        guard scalar == "." else { throw failure("a dot or a bracket is missing") }
        position += 1
      }
      segments.append(.name(try word(orEnding: [".", "["], expecting: "a name")))
    }
    return segments
  }

  private mutating func item() throws(AttributePathError) -> ItemKey {
    let open = position
    position += 1
    if current == "]" {
      position += 1
      return ItemKey(parts: [])
    }
    var key = ItemKey(parts: [])
    if current == "#" {
      key = ItemKey(position: try ordinal())
    } else {
      key.parts.append(try word(orEnding: [",", "#"], expecting: "a key"))
      while current == "," {
        position += 1
        key.parts.append(try word(orEnding: [",", "#"], expecting: "a key"))
      }
      if current == "#" {
        let occurrence = try ordinal()
        key.occurrence = occurrence == 1 ? nil : occurrence
      }
    }
    guard current != nil else { throw failure("a bracket is not closed", at: open) }
    guard current == "]" else { throw failure("a closing bracket is missing") }
    position += 1
    return key
  }

  private mutating func ordinal() throws(AttributePathError) -> Int {
    position += 1
    let start = position
    var number = 0
    while let scalar = current, ("0"..."9").contains(scalar), number < 100_000_000 {
      number = number * 10 + Int(scalar.value - 48)
      position += 1
    }
    guard position > start, number > 0 else {
      throw failure("a position counted from 1 must follow #")
    }
    return number
  }

  private mutating func word(
    orEnding ends: [Unicode.Scalar],
    expecting what: String
  ) throws(AttributePathError) -> String {
    if current == "\"" { return try quoted() }
    let start = position
    while let scalar = current, !PathText.isSeparator(scalar), !ends.contains(scalar) {
      position += 1
    }
    guard position > start else {
      guard let scalar = current else { throw failure("\(what) is missing at the end") }
      if scalar.properties.isWhitespace {
        throw failure("\(what) with white space must be in double quotes")
      }
      throw failure("\(what) is missing")
    }
    if current == "\"" { throw failure("a quote must start \(what)") }
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars[start..<position])
    return text
  }

  private mutating func quoted() throws(AttributePathError) -> String {
    let open = position
    position += 1
    var text = ""
    while let scalar = current {
      position += 1
      switch scalar {
      case "\"": return text
      case "\\":
        guard let escaped = current else { break }
        position += 1
        switch escaped {
        case "\"", "\\": text.unicodeScalars.append(escaped)
        case "n": text += "\n"
        case "r": text += "\r"
        case "t": text += "\t"
        default: throw failure("unknown escape \\\(escaped)", at: position - 2)
        }
      default: text.unicodeScalars.append(scalar)
      }
    }
    throw failure("a quote is not closed", at: open)
  }
}
