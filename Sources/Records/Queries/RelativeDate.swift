/// Dates as people write them in queries: `2027-01-01`, `today`, `today+90d`, `today-2w`.
public enum RelativeDate {
  /// Returns the day that `text` names, or nil where it is none.
  ///
  /// After `today` a sign, a number and a unit may follow: `d` days, `w` weeks.
  public static func day(_ text: String, today: CalendarDay) -> CalendarDay? {
    guard text.hasPrefix("today") else { return CalendarDay(text) }
    let rest = text.dropFirst("today".count)
    if rest.isEmpty { return today }
    guard let sign = rest.first, sign == "+" || sign == "-" else { return nil }
    let daysInUnit: Int
    switch rest.last {
    case "d": daysInUnit = 1
    case "w": daysInUnit = 7
    default: return nil
    }
    let digits = rest.dropFirst().dropLast()
    guard digits.utf8.count <= 6, let count = Int(digits), !digits.hasPrefix("+"),
      !digits.hasPrefix("-")
    else { return nil }
    return today.adding(days: (sign == "-" ? -1 : 1) * count * daysInUnit)
  }
}
