internal import Documents

/// Reads what a user types as YAML would read a plain scalar.
enum YAMLScalar {
  /// Returns the number, truth or null that the text is by the YAML 1.2 core schema, else the text
  /// itself: also one that would be more than a scalar in a file.
  static func value(of text: String) -> Value {
    guard let document = try? Document.parse(Array(text.utf8)),
      document.style(document.root) == .plain, document.text(document.root) == text
    else { return .string(text) }
    let value = document.value(document.root)
    if case .map = value { return .string(text) }
    if case .list = value { return .string(text) }
    return value
  }
}
