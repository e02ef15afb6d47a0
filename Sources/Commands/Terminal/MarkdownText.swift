internal import Diagnostics
internal import Documents

/// Text from records inside of Markdown, as forges read it.
enum MarkdownText {
  /// How many characters of a value are shown.
  static let longest = 160

  /// Returns a value for a cell of a table; a missing one is a dash.
  static func value(_ value: Value?) -> String {
    guard let value else { return "—" }
    if value.stringValue == "" { return code("\"\"") }
    return code(ValueText.cell(value))
  }

  /// Returns text as code, on one line: there no forge looks for markup, HTML, links, addresses,
  /// people to tell or issues to link, and nothing ends the cell of a table.
  ///
  /// A vertical bar would end a cell even inside of code, and how a backslash before it counts
  /// differs between forges, so it stands outside as an entity.
  static func code(_ text: String) -> String {
    let safe = SafeText.escape(text)
    let count = safe.unicodeScalars.count
    var shown = safe
    if count > longest {
      shown = String(String.UnicodeScalarView(safe.unicodeScalars.prefix(longest)))
    }
    let parts = shown.split(separator: "|", omittingEmptySubsequences: false)
    let code = parts.map { span(String($0)) }.joined(separator: "&#124;")
    return count > longest ? "\(code) … (\(count - longest) more characters)" : code
  }

  /// A span is fenced by one backtick more than it holds in a row (CommonMark 0.31, section 6.1).
  private static func span(_ text: String) -> String {
    if text.isEmpty { return "" }
    var longestRun = 0
    var run = 0
    for letter in text.unicodeScalars {
      run = letter == "`" ? run + 1 : 0
      longestRun = max(longestRun, run)
    }
    let fence = String(repeating: "`", count: longestRun + 1)
    // One space at both ends is taken off again.
    let isPadded =
      text.hasPrefix("`") || text.hasSuffix("`") || (text.hasPrefix(" ") && text.hasSuffix(" "))
    let pad = isPadded ? " " : ""
    return fence + pad + text + pad + fence
  }
}
