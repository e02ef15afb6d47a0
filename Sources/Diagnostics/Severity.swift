/// How much a finding weighs. Only an error makes a repository invalid.
public enum Severity: String, Sendable, CaseIterable, Comparable {
  /// The change must not stand.
  case error
  /// Somebody should look, but nothing is refused.
  case warning
  /// Worth knowing.
  case note

  private var weight: Int {
    switch self {
    case .error: 2
    case .warning: 1
    case .note: 0
    }
  }

  /// Orders by weight: a note is less than an error.
  public static func < (left: Severity, right: Severity) -> Bool { left.weight < right.weight }
}
