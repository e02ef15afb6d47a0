internal import Documents
internal import Records

/// One change of a value on its way from a source to a record; total: a step that does not fit a
/// value leaves nothing.
enum MappingStep {
  static func apply(_ step: Value, to value: Value, _ rules: IdentifierRules) -> Value? {
    if let word = step.stringValue { return apply(word, to: value, rules) }
    guard let (name, argument) = step.mapValue?.first.map({ ($0.key, $0.value) }) else { return nil }
    if name == "unit" { return UnitConversion.apply(argument, to: value) }
    guard let text = value.scalarText else { return nil }
    switch name {
    case "before": return argument.stringValue.map { .string(part(of: text, $0, before: true)) }
    case "after": return argument.stringValue.map { .string(part(of: text, $0, before: false)) }
    case "split":
      guard let separator = argument.stringValue, !separator.isEmpty else { return nil }
      return .list(
        text.split(separator: separator).map { .string(String($0)) })
    case "lookup":
      guard let table = argument.mapValue else { return nil }
      guard let replacement = table[text] ?? table["*"] else { return value }
      return replacement.isNull ? nil : replacement
    default: return nil
    }
  }

  private static func apply(_ word: String, to value: Value, _ rules: IdentifierRules) -> Value? {
    if word == "first" { return value.listValue.map { $0.first } ?? value }
    guard let text = value.scalarText else { return nil }
    switch word {
    case "text": return .string(text)
    case "number":
      return Normalisation.trim.applied(to: text).flatMap { Number($0) }.map { .number($0) }
    case "boolean": return boolean(text)
    case "date": return date(text).map { .string($0) }
    case "label":
      return text.split(separator: ".").first.map { .string($0.lowercased()) }
    case "junk": return rules.isJunk(text) ? nil : value
    default:
      guard let step = Normalisation(rawValue: word) else { return nil }
      return step.applied(to: text).flatMap { $0.isEmpty ? nil : .string($0) }
    }
  }

  private static func part(of text: String, _ mark: String, before: Bool) -> String {
    guard let range = text.firstRange(of: mark) else { return text }
    return String(before ? text[..<range.lowerBound] : text[range.upperBound...])
  }

  private static func boolean(_ text: String) -> Value? {
    switch text.lowercased() {
    case "yes", "true", "1", "on": true
    case "no", "false", "0", "off": false
    default: nil
    }
  }

  private static func date(_ text: String) -> String? {
    if let day = CalendarDay(text) { return day.description }
    let digits = Array(text)
    guard digits.count == 8, digits.allSatisfy(\.isNumber) else { return nil }
    let dashed = "\(String(digits[0..<4]))-\(String(digits[4..<6]))-\(String(digits[6..<8]))"
    return CalendarDay(dashed)?.description
  }
}

/// Turns a number from one unit into another.
enum UnitConversion {
  /// Sizes in bytes, by IEC 80000-13 and the decimal prefixes.
  private static let sizes: [String: Int] = [
    "b": 1, "kb": 1_000, "mb": 1_000_000, "gb": 1_000_000_000, "tb": 1_000_000_000_000,
    "kib": 1 << 10, "mib": 1 << 20, "gib": 1 << 30, "tib": 1 << 40,
  ]

  /// `[from, to]` applied to a number, or to a text of number and unit; whole results only.
  static func apply(_ units: Value, to value: Value) -> Value? {
    guard let names = units.texts, names.count == 2, let text = value.scalarText else { return nil }
    let number = text.prefix { $0.isNumber || $0 == "." }
    let unit = text.dropFirst(number.count).filter { !$0.isWhitespace }.lowercased()
    guard let amount = Double(number), let to = sizes[names[1].lowercased()],
      let from = sizes[unit.isEmpty ? names[0].lowercased() : unit]
    else { return nil }
    let result = (amount * Double(from) / Double(to)).rounded()
    guard result.isFinite, abs(result) < 1e15 else { return nil }
    return .number(Number(Int(result)))
  }
}
