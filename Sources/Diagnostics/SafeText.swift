/// Makes text that came from outside safe to print on a terminal.
public enum SafeText {
  /// Returns `text` with every character that a terminal would act on, or that reorders what people
  /// see, written as `\u{…}`: C0 and C1 controls, DEL, line and paragraph separators, bidirectional
  /// controls (CVE-2021-42574) and zero-width characters.
  ///
  /// Newlines and tabs are kept only where `multiline` says so; otherwise they become `\n` and `\t`.
  public static func escape(_ text: String, multiline: Bool = false) -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    var safe = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": safe += multiline ? "\n" : "\\n"
      case "\t": safe += multiline ? "\t" : "\\t"
      case "\r": safe += "\\r"
      case _ where isUnsafe(scalar): safe += "\\u{\(String(scalar.value, radix: 16))}"
      default: safe.unicodeScalars.append(scalar)
      }
    }
    return safe
  }

  /// Whether `scalar` reorders the text around it: the bidirectional embeddings, overrides and
  /// isolates of Unicode Standard Annex 9.
  public static func isBidirectionalControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x200B...0x200D, 0x2028, 0x2029, 0x2060, 0xFEFF, 0xFFF9...0xFFFB,
      0xE0000...0xE007F:
      true
    default: isBidirectionalControl(scalar)
    }
  }
}
