/// Writes findings for people: one line that editors understand, the source line with a caret under
/// the objection, and the way out.
///
///     records/server/web-01.yaml:5:8: error: owner team/platfrom does not exist [CMDB-R002]
///       5 | owner: team/platfrom
///         |        ^^^^^^^^^^^^^
///       help: did you mean team/platform?
public struct FindingRenderer: Sendable {
  /// Whether severities are coloured with ANSI sequences.
  public var colour: Bool

  /// Creates a renderer.
  public init(colour: Bool = false) { self.colour = colour }

  /// Returns the text for one finding, ending in a newline.
  ///
  /// `source` is the text of the file that the finding is in, of its commit where it names one; without it the caret is left out.
  /// The text is split into lines only as far as the finding's line.
  public func text(for finding: Finding, source: [UInt8]? = nil) -> String {
    var text = ""
    if let place = finding.place {
      text += SafeText.escape(place.description) + ": "
    } else if let reference = finding.reference {
      text += SafeText.escape(reference) + ": "
    }
    text += paint(finding.severity)
    text += ": \(SafeText.escape(finding.statement)) [\(finding.rule)]\n"
    if let source, !finding.hidesSource, let line = finding.place?.line,
      let lineText = Self.line(line, of: source)
    {
      text += excerpt(lineText, number: line, finding: finding)
    }
    if let help = finding.help { text += "  help: \(SafeText.escape(help))\n" }
    return text
  }

  /// How many letters of a line are shown at most.
  private static let widest = 160

  private func excerpt(_ line: String, number: Int, finding: Finding) -> String {
    let label = String(number)
    let margin = String(repeating: " ", count: label.count)
    let column = finding.place?.column.map { max(0, $0 - 1) }
    let all = Array(line.unicodeScalars)
    // Of a line that no terminal shows whole, what surrounds the objection is enough.
    let start = all.count <= Self.widest ? 0 : max(0, (column ?? 0) - Self.widest / 2)
    let end = min(all.count, start + Self.widest)
    let window = all[start..<max(start, end)]
    let lead = start > 0 ? "…" : ""
    var text = "  \(label) | \(lead)\(shown(window))\(end < all.count ? "…" : "")\n"
    guard let column else { return text }
    let before = window.prefix(column - start)
    let marked = window.dropFirst(column - start).prefix(max(1, finding.length ?? 1))
    let indent = cells(before, startingAt: 0) + TextWidth.of(lead)
    let width = max(1, cells(marked, startingAt: indent))
    text += "  \(margin) | \(String(repeating: " ", count: indent))"
    text += paint(String(repeating: "^", count: width), as: finding.severity) + "\n"
    return text
  }

  /// The line as it is shown: tabs to the next multiple of four, everything unsafe escaped.
  private func shown(_ line: some Sequence<Unicode.Scalar>) -> String {
    var text = ""
    var cell = 0
    for scalar in line {
      let piece =
        scalar == "\t"
        ? String(repeating: " ", count: 4 - cell % 4) : SafeText.escape(String(scalar))
      text += piece
      cell += TextWidth.of(piece)
    }
    return text
  }

  private func cells(_ scalars: some Sequence<Unicode.Scalar>, startingAt start: Int) -> Int {
    var cell = start
    for scalar in scalars {
      cell += scalar == "\t" ? 4 - cell % 4 : TextWidth.of(SafeText.escape(String(scalar)))
    }
    return cell - start
  }

  private func paint(_ severity: Severity) -> String { paint(severity.rawValue, as: severity) }

  private func paint(_ text: String, as severity: Severity) -> String {
    guard colour else { return text }
    let code =
      switch severity {
      case .error: "31"
      case .warning: "33"
      case .note: "36"
      }
    return "\u{1B}[1;\(code)m\(text)\u{1B}[0m"
  }

  private static func line(_ number: Int, of source: [UInt8]) -> String? {
    var current = 1
    var start = 0
    while current < number {
      guard let end = source[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      start = end + 1
      current += 1
    }
    let end = source[start...].firstIndex(of: UInt8(ascii: "\n")) ?? source.count
    var line = source[start..<end]
    if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
    return String(decoding: line, as: UTF8.self)
  }
}
