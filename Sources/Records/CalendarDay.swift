/// A day of the Gregorian calendar (ISO 8601), without time and zone.
public struct CalendarDay: Hashable, Sendable {
  /// Days since 1970-01-01.
  public let number: Int

  /// Creates the day that is `number` days after 1970-01-01.
  public init(number: Int) { self.number = number }

  /// The day in UTC of a time in seconds since 1970-01-01T00:00:00Z.
  public init(secondsSince1970 seconds: Int64) {
    number = Int(seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400)
  }

  /// Reads `2026-11-24`, alone or before a `T` or a space; nil where it is no date.
  public init?(_ text: String) {
    let letters = Array(text.utf8)
    guard
      letters.count == 10
        || (letters.count > 10 && (letters[10] | 0x20 == UInt8(ascii: "t") || letters[10] == 0x20)),
      letters[4] == UInt8(ascii: "-"), letters[7] == UInt8(ascii: "-"),
      let year = Self.number(letters[0..<4]), let month = Self.number(letters[5..<7]),
      let day = Self.number(letters[8..<10]), (1...12).contains(month),
      day >= 1, day <= Self.length(ofMonth: month, year: year)
    else { return nil }
    number = Self.days(year: year, month: month, day: day)
  }

  /// The day `count` days later.
  public func adding(days count: Int) -> CalendarDay { CalendarDay(number: number + count) }

  /// The day `count` months later, or the last of that month where it is shorter.
  public func adding(months count: Int) -> CalendarDay {
    let (year, month, day) = parts
    let index = year * 12 + month - 1 + count
    let newYear = index >= 0 ? index / 12 : (index - 11) / 12
    let newMonth = index - newYear * 12 + 1
    let length = Self.length(ofMonth: newMonth, year: newYear)
    return CalendarDay(
      number: Self.days(year: newYear, month: newMonth, day: min(day, length))
    )
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      value = value * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return value
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    switch month {
    case 2: return isLeap ? 29 : 28
    case 4, 6, 9, 11: return 30
    default: return 31
    }
  }

  /// Days since 1970-01-01 by counting in years that begin in March, so that the leap day is last.
  private static func days(year: Int, month: Int, day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// Year, month and day of the month.
  public var parts: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }
}

extension CalendarDay: Comparable, CustomStringConvertible {
  /// Orders in time.
  public static func < (left: CalendarDay, right: CalendarDay) -> Bool {
    left.number < right.number
  }

  /// `2026-11-24`.
  public var description: String {
    let (year, month, day) = parts
    return "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
