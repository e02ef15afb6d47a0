internal import Documents
internal import Records

/// Numbers as programs write them.
enum NumberText {
  /// The number that a text of digits means: zeros in front, which many programs write, count for
  /// nothing.
  static func number(_ text: String) -> Value? {
    guard let trimmed = Normalisation.trim.applied(to: text) else { return nil }
    if let number = Number(trimmed) { return .number(number) }
    if let ungrouped = ungrouped(trimmed) { return number(ungrouped) }
    let digits = trimmed.drop { $0 == "0" }
    guard digits.count < trimmed.count else { return nil }
    let isFraction = digits.isEmpty || digits.first == "."
    return Number(isFraction ? "0\(digits)" : String(digits)).map { .number($0) }
  }

  /// The text without the commas that part its thousands (`6,200.00`); nil where it has none.
  private static func ungrouped(_ text: String) -> String? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let groups = parts[0].split(separator: ",", omittingEmptySubsequences: false)
    guard groups.count > 1, (1...3).contains(groups[0].count),
      groups.dropFirst().allSatisfy({ $0.count == 3 }),
      groups.joined().utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return groups.joined() + (parts.count > 1 ? ".\(parts[1])" : "")
  }

  /// The sum of the numbers among the values; nil where there is none.
  static func sum(_ values: [Value]) -> Value? {
    let numbers = values.compactMap { $0.scalarText.flatMap(number)?.numberValue }
    if numbers.isEmpty { return nil }
    var whole = 0
    var isWhole = true
    for number in numbers {
      guard let value = number.intValue,
        case let (sum, isTooLarge) = whole.addingReportingOverflow(value),
        !isTooLarge
      else {
        isWhole = false
        break
      }
      whole = sum
    }
    return isWhole ? .number(Number(whole)) : value(of: numbers.reduce(0) { $0 + $1.doubleValue })
  }

  /// The number rounded half up to so many digits after the point.
  static func rounded(_ text: String, digits: Int) -> Value? {
    guard let number = number(text)?.numberValue, (0...9).contains(digits) else { return nil }
    if number.isInteger { return .number(number.intValue.map { Number($0) } ?? number) }
    let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
    return value(of: (number.doubleValue * scale + 0.5).rounded(.down) / scale)
  }

  /// The number as a value, whole where it is whole; nil where it is beyond measure.
  static func value(of number: Double) -> Value? {
    guard number.isFinite else { return nil }
    if let whole = Int(exactly: number) { return .number(Number(whole)) }
    return Number(number).map { .number($0) }
  }
}
