/// Dates, times and durations (RFC 3339, section 5.6 and appendix A).
enum TimeFormats {
  static func isDate(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var cursor = TextCursor(text)
    return takeDate(&cursor) && cursor.isAtEnd
  }

  static func isTime(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var cursor = TextCursor(text)
    return takeTime(&cursor) && cursor.isAtEnd
  }

  static func isDateTime(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var cursor = TextCursor(text)
    guard takeDate(&cursor), cursor.take(where: { $0 | 0x20 == UInt8(ascii: "t") }) != nil else {
      return false
    }
    return takeTime(&cursor) && cursor.isAtEnd
  }

  private static func takeDate(_ cursor: inout TextCursor) -> Bool {
    guard let year = cursor.number(digits: 4), cursor.take(UInt8(ascii: "-")),
      let month = cursor.number(digits: 2), cursor.take(UInt8(ascii: "-")),
      let day = cursor.number(digits: 2)
    else { return false }
    return day >= 1 && day <= daysOfMonth(month, year)
  }

  private static func daysOfMonth(_ month: Int, _ year: Int) -> Int {
    switch month {
    case 1, 3, 5, 7, 8, 10, 12: 31
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 0
    }
  }

  private static func takeTime(_ cursor: inout TextCursor) -> Bool {
    guard let hour = cursor.number(digits: 2), hour < 24, cursor.take(UInt8(ascii: ":")),
      let minute = cursor.number(digits: 2), minute < 60, cursor.take(UInt8(ascii: ":")),
      let second = cursor.number(digits: 2), second < 61
    else { return false }
    if cursor.take(UInt8(ascii: ".")), cursor.skip(while: ByteClass.isDigit) == 0 { return false }
    guard let offset = takeOffset(&cursor) else { return false }
    // A leap second is the last second of a day in UTC.
    return second < 60 || (hour * 60 + minute - offset + 2_880) % 1_440 == 1_439
  }

  /// Takes `Z` or an offset; returns it in minutes east of Greenwich.
  private static func takeOffset(_ cursor: inout TextCursor) -> Int? {
    if cursor.take(where: { $0 | 0x20 == UInt8(ascii: "z") }) != nil { return 0 }
    guard let sign = cursor.take(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }),
      let hours = cursor.number(digits: 2), hours < 24, cursor.take(UInt8(ascii: ":")),
      let minutes = cursor.number(digits: 2), minutes < 60
    else { return nil }
    return (sign == UInt8(ascii: "-") ? -1 : 1) * (hours * 60 + minutes)
  }

  /// A duration: weeks alone, or years, months, days, then hours, minutes, seconds, of which those
  /// given lie next to each other.
  static func isDuration(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var cursor = TextCursor(text)
    guard cursor.take(UInt8(ascii: "P")), !cursor.isAtEnd else { return false }
    var last: Int?
    var isTime = false
    while !cursor.isAtEnd {
      if !isTime, cursor.take(UInt8(ascii: "T")) {
        isTime = true
        last = nil
        if cursor.isAtEnd { return false }
        continue
      }
      guard cursor.skip(while: ByteClass.isDigit) > 0, let unit = cursor.take(where: { _ in true })
      else { return false }
      if unit == UInt8(ascii: "W") { return !isTime && last == nil && cursor.isAtEnd }
      let units: StaticString = isTime ? "HMS" : "YMD"
      guard let place = units.withUTF8Buffer({ $0.firstIndex(of: unit) }),
        last == nil || place == (last ?? 0) + 1
      else { return false }
      last = place
    }
    return true
  }
}
