/// How names and parts of keys are written in a path.
enum PathText {
  /// Returns the name of an entry, in double quotes where it has a dot, a bracket, a quote, white
  /// space or a control character, or is empty.
  static func name(_ name: String) -> String {
    quoted(name) { isSeparator($0) || $0 == "." }
  }

  /// Returns a part of a key, in double quotes where it has a bracket, a comma, a number sign, a
  /// quote, white space or a control character, or is empty. Dots need none: `[10.20.1.11]`.
  static func part(_ part: String) -> String {
    quoted(part) { isSeparator($0) || $0 == "," || $0 == "#" }
  }

  /// Whether the scalar ends every word without quotes.
  static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "[", "]", "\"": true
    case _ where scalar.value < 0x21 || scalar.value == 0x7F: true
    default: scalar.value > 0x7F && scalar.properties.isWhitespace
    }
  }

  private static func quoted(
    _ text: String,
    where isSpecial: (Unicode.Scalar) -> Bool
  ) -> String {
    guard text.isEmpty || text.unicodeScalars.contains(where: isSpecial) else { return text }
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
