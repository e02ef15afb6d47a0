/// A value of the JSON data model.
///
/// Two values are equal when they are equal as JSON values: numbers by what they are worth
/// (`41.5 == 41.50`), maps without regard to order, strings code point by code point.
public enum Value: Sendable {
  /// No value.
  case null
  /// A truth value.
  case bool(Bool)
  /// A number, exact and as it was written.
  case number(Number)
  /// A text.
  case string(String)
  /// A list.
  case list([Value])
  /// A map, in the order in which it was written.
  case map(ValueMap)
}

extension Value: Hashable {
  /// Whether two values are equal as JSON values.
  public static func == (left: Value, right: Value) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.string(let left), .string(let right)): ExactText.same(left, right)
    case (.list(let left), .list(let right)): left == right
    case (.map(let left), .map(let right)): left == right
    default: false
    }
  }

  /// Feeds the value, such that equal values feed the same.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .bool(let truth): hasher.combine(truth)
    case .number(let number): hasher.combine(number)
    case .string(let text): hasher.combine(text)
    case .list(let items): hasher.combine(items)
    case .map(let map): hasher.combine(map)
    }
  }
}

extension Value {
  /// The text of a string; nil for anything else.
  public var stringValue: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The number; nil for anything else.
  public var numberValue: Number? {
    if case .number(let number) = self { number } else { nil }
  }

  /// The truth value; nil for anything else.
  public var boolValue: Bool? {
    if case .bool(let truth) = self { truth } else { nil }
  }

  /// The items of a list; nil for anything else.
  public var listValue: [Value]? {
    if case .list(let items) = self { items } else { nil }
  }

  /// The map; nil for anything else.
  public var mapValue: ValueMap? {
    if case .map(let map) = self { map } else { nil }
  }

  /// Whether there is no value.
  public var isNull: Bool {
    if case .null = self { true } else { false }
  }

  /// The value of that name; nil where there is none or this is no map.
  public subscript(name: String) -> Value? { mapValue?[name] }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
  ExpressibleByNilLiteral
{
  /// A text.
  public init(stringLiteral text: String) { self = .string(text) }
  /// A truth value.
  public init(booleanLiteral truth: Bool) { self = .bool(truth) }
  /// A whole number.
  public init(integerLiteral number: Int) { self = .number(Number(number)) }
  /// A list.
  public init(arrayLiteral items: Value...) { self = .list(items) }
  /// A map; of two entries with one name the later one stays.
  public init(dictionaryLiteral entries: (String, Value)...) { self = .map(ValueMap(entries)) }
  /// No value.
  public init(nilLiteral: ()) { self = .null }
}
