/// Dates as people write them in queries: `2027-01-01`, `today`, `today+90d`, `today-2w`.
public enum RelativeDate {
  /// Returns the day that `text` names, or nil where it is none.
  ///
  /// After `today` a sign, a number and a unit may follow: `d` days, `w` weeks, `m` months, `y`
  /// years. A month that lacks the day ends on its last.
  public static func day(_ text: String, today: CalendarDay) -> CalendarDay? {
    guard text.hasPrefix("today") else { return CalendarDay(text) }
    let rest = text.dropFirst("today".count)
    if rest.isEmpty { return today }
    guard let sign = rest.first, sign == "+" || sign == "-" else { return nil }
    let digits = rest.dropFirst().dropLast()
    guard digits.utf8.count <= 6, let count = Int(digits), !digits.hasPrefix("+"),
      !digits.hasPrefix("-")
    else { return nil }
    let signed = sign == "-" ? -count : count
    switch rest.last {
    case "d": return today.adding(days: signed)
    case "w": return today.adding(days: signed * 7)
    case "m": return today.adding(months: signed)
    case "y": return today.adding(months: signed * 12)
    default: return nil
    }
  }
}
