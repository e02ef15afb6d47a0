internal import Documents
internal import JSONSchema
internal import Records

/// One change of a value on its way from a source to a record; total: a step that does not fit a
/// value leaves nothing.
enum MappingStep {
  /// How the value is compared is how it is written.
  case normalise(Normalisation)
  /// What firmware writes where nothing is known leaves nothing.
  case junk(IdentifierRules)
  /// The value as text.
  case text
  /// A text of digits as a number.
  case number
  /// yes and no, true and false, 1 and 0.
  case boolean
  /// The day of a date or time.
  case date
  /// What stands before the first dot, in small letters.
  case label
  /// The first item of a list.
  case first
  /// How many items a list has.
  case count
  /// The sum of the numbers in a list.
  case sum
  /// What stands before the first occurrence of a text, or all.
  case before(String)
  /// What stands after the first occurrence of a text, or all.
  case after(String)
  /// Nothing, unless the whole text matches a glob.
  case only(String)
  /// Nothing, where the whole text matches a glob.
  case drop(String)
  /// The parts between occurrences of a text.
  case split(String)
  /// What the first group of a regular expression holds that took part, or the whole match where it has none.
  case capture(Pattern)
  /// The reference of a record of a class, whose id is made of the text.
  case reference(String)
  /// Other words for some; `*` stands for every other.
  case lookup(ValueMap)
  /// A number in another unit.
  case unit(UnitConversion)
  /// A number with so many digits after the point.
  case round(Int)
  /// A step that this program does not know: leaves nothing.
  case unknown

  init(_ value: Value, rules: IdentifierRules) {
    if let word = value.stringValue {
      self = Self.plain[word] ?? Self.normalisation(word, rules)
      return
    }
    guard let (name, argument) = value.mapValue?.first.map({ ($0.key, $0.value) }) else {
      self = .unknown
      return
    }
    let text = argument.stringValue ?? ""
    switch name {
    case "lookup": self = argument.mapValue.map { .lookup($0) } ?? .unknown
    case "unit": self = UnitConversion(argument).map { .unit($0) } ?? .unknown
    case "round": self = argument.numberValue?.intValue.map { .round($0) } ?? .unknown
    case _ where text.isEmpty: self = .unknown
    case "before": self = .before(text)
    case "after": self = .after(text)
    case "only": self = .only(text)
    case "drop": self = .drop(text)
    case "split": self = .split(text)
    case "capture": self = (try? Pattern(text)).map { .capture($0) } ?? .unknown
    case "reference": self = .reference(text)
    default: self = .unknown
    }
  }

  private static let plain: [String: MappingStep] = [
    "text": .text, "number": .number, "boolean": .boolean, "date": .date, "label": .label,
    "first": .first, "count": .count, "sum": .sum,
  ]

  private static func normalisation(_ word: String, _ rules: IdentifierRules) -> MappingStep {
    if word == Normalisation.junk.rawValue { return .junk(rules) }
    return Normalisation(rawValue: word).map { .normalise($0) } ?? .unknown
  }

  /// Applies steps in order; null stays null.
  static func apply(_ steps: [MappingStep], to value: Value) -> Value? {
    var current = value
    for step in steps {
      if current.isNull { return .null }
      guard let next = step.apply(to: current) else { return nil }
      current = next
    }
    return current
  }

  private func apply(to value: Value) -> Value? {
    switch self {
    case .first: return value.listValue.map { $0.first } ?? value
    case .count: return .number(Number(value.listValue?.count ?? 1))
    case .sum: return NumberText.sum(value.listValue ?? [value])
    default:
      guard let items = value.listValue else { return applyToScalar(value) }
      let left = items.compactMap { applyToScalar($0) }
      return left.isEmpty ? Value?.none : .list(left)
    }
  }

  private func applyToScalar(_ value: Value) -> Value? {
    guard let text = value.scalarText else { return nil }
    switch self {
    case .normalise(let step):
      return step.applied(to: text).flatMap { $0.isEmpty ? Value?.none : .string($0) }
    case .junk(let rules): return rules.isJunk(text) ? Value?.none : value
    case .text: return .string(text)
    case .number: return NumberText.number(text)
    case .boolean: return Self.boolean(text)
    case .date: return Self.date(text)
    case .label: return text.split(separator: ".").first.map { .string($0.lowercased()) }
    case .before(let mark): return Self.part(of: text, mark, isBefore: true)
    case .after(let mark): return Self.part(of: text, mark, isBefore: false)
    case .only(let glob): return Glob.matches(glob, text) ? value : Value?.none
    case .drop(let glob): return Glob.matches(glob, text) ? Value?.none : value
    case .split(let mark):
      let parts = text.split(separator: mark).map { Value.string(String($0)) }
      return parts.isEmpty ? Value?.none : .list(parts)
    case .capture(let pattern):
      // The whole match comes first, then the groups.
      guard let groups = pattern.captures(in: text) else { return nil }
      let kept = groups.count > 1 ? groups.dropFirst().lazy.compactMap { $0 }.first : groups[0]
      return kept.flatMap { $0.isEmpty ? Value?.none : .string($0) }
    case .reference(let className):
      return RecordIdentifier.made(from: text).map { .string("\(className)/\($0)") }
    case .lookup(let table):
      guard let replacement = table[text] ?? table["*"] else { return value }
      return replacement.unlessNull
    case .unit(let conversion): return conversion.apply(to: value)
    case .round(let digits): return NumberText.rounded(text, digits: digits)
    case .first, .count, .sum, .unknown: return nil
    }
  }

  private static func part(of text: String, _ mark: String, isBefore: Bool) -> Value? {
    guard let range = text.firstRange(of: mark) else { return .string(text) }
    let part = isBefore ? text[..<range.lowerBound] : text[range.upperBound...]
    return part.isEmpty ? nil : .string(String(part))
  }

  private static func boolean(_ text: String) -> Value? {
    switch text.lowercased() {
    case "yes", "true", "1", "on": true
    case "no", "false", "0", "off": false
    default: Value?.none
    }
  }

  private static func date(_ text: String) -> Value? {
    if let day = CalendarDay(text) { return .string(day.description) }
    let digits = Array(text.utf8)
    guard digits.count == 8 else { return nil }
    let parts = [digits[0..<4], digits[4..<6], digits[6..<8]]
    let dashed = parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
    return CalendarDay(dashed).map { .string($0.description) }
  }
}
