internal import Diagnostics

/// Text from outside inside of an HTML page.
enum HTMLText {
  /// Returns text for the content of an element or an attribute in quotation marks, on one line;
  /// controls and what reorders text are written as people can read them.
  static func escape(_ text: String) -> String {
    var escaped = ""
    for scalar in SafeText.escape(text).unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
