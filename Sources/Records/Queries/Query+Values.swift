public import Documents

extension Query {
  /// Whether the query holds over what a program wrote, where no schema says how values compare:
  /// numbers as numbers, everything else as text.
  ///
  /// A list matches when any item does. An empty text counts as absent.
  public func holds(for value: Value) -> Bool {
    switch self {
    case .everything: true
    case .all(let parts): parts.allSatisfy { $0.holds(for: value) }
    case .any(let parts): parts.contains { $0.holds(for: value) }
    case .not(let part): !part.holds(for: value)
    case .has(let path): Self.found(path, in: value).contains { !$0.isNull && $0 != "" }
    case .isOneOf(let path, let words):
      Self.found(path, in: value).contains { found in
        words.contains { Self.compare(found, .equal, $0) }
      }
    case .compare(let path, .notEqual, let word):
      !Self.found(path, in: value).contains { Self.compare($0, .equal, word) }
    case .compare(let path, let comparison, let word):
      Self.found(path, in: value).contains { Self.compare($0, comparison, word) }
    }
  }

  private static func found(_ path: AttributePath, in value: Value) -> [Value] {
    value.values(at: path).flatMap { $0.listValue ?? [$0] }
  }

  private static func compare(_ value: Value, _ comparison: Operator, _ word: String) -> Bool {
    guard let text = value.scalarText else { return false }
    if comparison == .glob { return Glob.matches(word, text) }
    if let left = value.numberValue, let right = Number(word) {
      return comparison.holds(left, right)
    }
    return comparison.holds(text, word)
  }
}
