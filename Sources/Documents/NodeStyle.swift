/// How a node is written.
public enum NodeStyle: UInt8, Sendable {
  /// A scalar without quotes.
  case plain
  /// A scalar in single quotes.
  case singleQuoted
  /// A scalar in double quotes.
  case doubleQuoted
  /// A block scalar after `|`, whose line breaks stay.
  case literal
  /// A block scalar after `>`, whose line breaks fold.
  case folded
  /// A list or map by indentation.
  case block
  /// A list or map in brackets or braces.
  case flow
}
