/// A second in time, written as RFC 3339 in UTC.
public struct Timestamp: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Seconds since 1970-01-01T00:00:00Z, without leap seconds.
  public let seconds: Int64

  /// Creates a time.
  public init(seconds: Int64) { self.seconds = seconds }

  /// Reads `2026-11-24T09:12:31Z`, with a fraction (which is dropped) and any offset; nil where the
  /// text is no time of RFC 3339, section 5.6.
  public init?(_ text: String) {
    let letters = Array(text.utf8)
    guard letters.count >= 20, let day = CalendarDay(text),
      letters[13] == UInt8(ascii: ":"), letters[16] == UInt8(ascii: ":"),
      let hour = Self.twoDigits(letters, at: 11, below: 24),
      let minute = Self.twoDigits(letters, at: 14, below: 60),
      let second = Self.twoDigits(letters, at: 17, below: 61)
    else { return nil }
    var index = 19
    if letters[index] == UInt8(ascii: ".") {
      index += 1
      let start = index
      while index < letters.count, (0x30...0x39).contains(letters[index]) { index += 1 }
      if index == start { return nil }
    }
    guard let offset = Self.offset(letters[index...]) else { return nil }
    seconds = Int64(day.number) * 86_400 + Int64(hour * 3600 + minute * 60 + second) - offset
  }

  /// Orders in time.
  public static func < (left: Timestamp, right: Timestamp) -> Bool { left.seconds < right.seconds }

  /// `2026-11-24T09:12:31Z`.
  public var description: String {
    let day = CalendarDay(secondsSince1970: seconds)
    let rest = Int(seconds - Int64(day.number) * 86_400)
    return "\(day)T\(Self.pad(rest / 3600)):\(Self.pad(rest / 60 % 60)):\(Self.pad(rest % 60))Z"
  }

  private static func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func twoDigits(_ letters: [UInt8], at index: Int, below limit: Int) -> Int? {
    guard index + 1 < letters.count, (0x30...0x39).contains(letters[index]),
      (0x30...0x39).contains(letters[index + 1])
    else { return nil }
    let value = Int(letters[index] - 0x30) * 10 + Int(letters[index + 1] - 0x30)
    return value < limit ? value : nil
  }

  /// Seconds east of Greenwich.
  private static func offset(_ letters: ArraySlice<UInt8>) -> Int64? {
    if letters.count == 1, let only = letters.first { return only | 0x20 == 0x7A ? 0 : nil }
    let text = Array(letters)
    guard text.count == 6, text[3] == UInt8(ascii: ":"),
      text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-"),
      let hours = twoDigits(text, at: 1, below: 24), let minutes = twoDigits(text, at: 4, below: 60)
    else { return nil }
    return Int64((text[0] == UInt8(ascii: "-") ? -1 : 1) * (hours * 3600 + minutes * 60))
  }
}
