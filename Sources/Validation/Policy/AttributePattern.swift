public import Documents
internal import Records

/// A pattern of attributes as policies write them: `cost.*`, `interfaces[].network`, `*`.
///
/// `*` stands for any letters, dots among them. Items of lists may be left out, so `interfaces.mac`
/// means the address of every interface, and `cost.*` means `cost` as a whole too.
public struct AttributePattern: Sendable, Hashable {
  /// The pattern as it was written.
  public let text: String

  /// Creates a pattern.
  public init(_ text: String) { self.text = text }

  /// Whether the pattern means the attribute.
  public func matches(_ attribute: AttributePath) -> Bool {
    if text == "*" { return true }
    let pattern = attribute.pattern
    let plain = AttributePath(
      pattern.segments.filter { if case .name = $0 { true } else { false } }
    )
    return [attribute.description, pattern.description, plain.description].contains {
      Glob.matches(text, $0) || text == "\($0).*" || text == "\($0)[].*"
    }
  }
}
