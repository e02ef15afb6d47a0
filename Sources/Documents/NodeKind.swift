/// What a node is: one of JSON's types, with the two truths and the two ways to write numbers apart.
public enum NodeKind: UInt8, Sendable {
  /// No value: `null`, `~`, or nothing where a value could stand.
  case null
  /// The truth value `false`.
  case `false`
  /// The truth value `true`.
  case `true`
  /// A number written without fraction and exponent, in decimal, octal or hexadecimal digits.
  case integer
  /// A number written with a fraction or an exponent; it may still be a whole number.
  case decimal
  /// A text. Keys are always strings.
  case string
  /// A list.
  case list
  /// A map from strings to values.
  case map
}
