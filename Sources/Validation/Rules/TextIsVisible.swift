public import Diagnostics
internal import Documents
internal import Records

/// A record holds no characters that cannot be seen or that reorder what is.
public enum TextIsVisible: Rule {
  /// The rule's identifier.
  public static let id = "CMDB-R017"
  /// What must hold.
  public static let title = "a value holds no invisible or reordering characters"
  /// Somebody should look.
  public static let severity = Severity.warning
  /// Why, with an example and its cure.
  public static let explanation = """
    Characters that reorder the text around them make a value read as something else than it is
    (CVE-2021-42574), and invisible ones make two values differ that look the same. They come from
    web pages and office programs, or from somebody who means harm. In names and keys they are errors.

        name: web-01\\u200b

    Cure: type the value anew.
    """

  /// Whether the text may hold such a character: it has bytes that all of them begin with.
  public static func isSuspicious(_ text: [UInt8]) -> Bool { text.contains { $0 >= 0xD8 } }

  /// Returns the objections to one record.
  public static func check(_ subject: RecordSubject, in context: ValidationContext) throws
    -> [Finding]
  {
    guard isSuspicious(subject.document.source) else { return [] }
    var findings: [Finding] = []
    let keys = subject.recordClass?.listKeys ?? .none
    func visit(_ node: NodeIndex) {
      switch subject.document.kind(node) {
      case .map: for entry in subject.document.entries(of: node) { visit(entry.value) }
      case .list: for item in subject.document.items(of: node) { visit(item) }
      case .string:
        let text = subject.document.text(node)
        guard let scalar = text.unicodeScalars.first(where: isUnseen) else { return }
        let attribute = subject.document.path(of: node, keys: keys)
        findings.append(
          subject.finding(
            Self.self,
            at: attribute,
            "\(attribute) holds U+\(hexadecimal(scalar)), which "
              + (SafeText.isBidirectionalControl(scalar)
                ? "reorders the text around it" : "cannot be seen"),
            help: "type the value anew",
            length: subject.document.lengthOnFirstLine(node)
          )
        )
      default: break
      }
    }
    visit(subject.document.root)
    return findings
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// Joiners are left alone: emoji and several scripts need them.
  private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200B, 0x2028, 0x2029, 0x2060, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
    default: SafeText.isBidirectionalControl(scalar)
    }
  }
}
