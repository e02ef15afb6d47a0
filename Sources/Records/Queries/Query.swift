public import Documents

/// A question about records: `class=server lifecycle=in-use support.ends<2027-01-01`.
///
/// Terms joined by a space (or `and`) are all required and bind tighter than `or`; `not` and
/// parentheses do what they say.
public indirect enum Query: Sendable, Hashable {
  /// Every record.
  case everything
  /// All of them hold.
  case all([Query])
  /// At least one of them holds.
  case any([Query])
  /// It does not hold.
  case not(Query)
  /// The attribute compares as said with the text; never true of an absent attribute, but for `!=`.
  case compare(AttributePath, Operator, String)
  /// The attribute has a value.
  case has(AttributePath)
  /// The attribute's value is one of the words.
  case isOneOf(AttributePath, [String])

  /// How a value and a word are compared.
  public enum Operator: String, Sendable, CaseIterable {
    /// Equal.
    case equal = "="
    /// Not equal: exactly `not a=b`.
    case notEqual = "!="
    /// At most.
    case atMost = "<="
    /// At least.
    case atLeast = ">="
    /// Less.
    case less = "<"
    /// Greater.
    case greater = ">"
    /// Matches a glob: `*` any letters, `?` one letter; the whole value, letter case counts.
    case glob = "~"

    /// Whether two operands stand to each other as the operator says; a glob orders nothing.
    func holds<Operand: Comparable>(_ left: Operand, _ right: Operand) -> Bool {
      switch self {
      case .equal: left == right
      case .notEqual: left != right
      case .less: left < right
      case .atMost: left <= right
      case .greater: left > right
      case .atLeast: left >= right
      case .glob: false
      }
    }
  }

  /// Reads a query.
  public init(parsing text: String) throws(QueryError) {
    var parser = QueryParser(text)
    self = try parser.parse()
  }

  /// Every attribute that the query names, in order of first mention.
  public var attributes: [AttributePath] {
    var found: [AttributePath] = []
    collect(into: &found)
    return found
  }

  private func collect(into found: inout [AttributePath]) {
    switch self {
    case .everything: break
    case .all(let parts), .any(let parts): for part in parts { part.collect(into: &found) }
    case .not(let part): part.collect(into: &found)
    case .compare(let path, _, _), .has(let path), .isOneOf(let path, _):
      if !found.contains(path) { found.append(path) }
    }
  }

  /// The classes that a matching record can only be of, where the query says so; nil where any may
  /// match. It lets a reader skip the folders of other classes.
  public var requiredClasses: Set<String>? {
    switch self {
    case .compare(let path, .equal, let word) where path == Self.classPath: return [word]
    case .isOneOf(let path, let words) where path == Self.classPath: return Set(words)
    case .all(let parts):
      let limits = parts.compactMap(\.requiredClasses)
      return limits.isEmpty ? nil : limits.dropFirst().reduce(limits[0]) { $0.intersection($1) }
    case .any(let parts):
      let limits = parts.map(\.requiredClasses)
      return limits.contains(nil) ? nil : limits.compactMap { $0 }.reduce([]) { $0.union($1) }
    default: return nil
    }
  }

  private static let classPath = AttributePath().appending(name: "class")
}
