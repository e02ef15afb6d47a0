internal import Records

/// Reads a day that a user names: a date, or one that counts from today.
enum DayArgument {
  /// Returns the day, or nil where none is named.
  static func day(_ text: String?, today: CalendarDay) throws -> CalendarDay? {
    guard let text else { return nil }
    guard let day = RelativeDate.day(text, today: today) else {
      throw CommandFailure(.usage, "\(text) is no date", remedy: "write 2026-11-24 or today-30d")
    }
    return day
  }
}
