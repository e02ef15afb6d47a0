import Records
import Testing

@Suite struct CalendarDayTests {
  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-11-24", 20_781),
    ("0001-01-01", -719_162), ("2100-03-01", 47_541),
  ])
  func countsDays(_ text: String, _ number: Int) {
    #expect(CalendarDay(text)?.number == number)
    #expect(CalendarDay(number: number).description == text)
  }

  @Test func goesBothWaysForTwoCenturies() {
    for number in -30_000...60_000 {
      let day = CalendarDay(number: number)
      #expect(CalendarDay(day.description) == day)
    }
  }

  @Test(arguments: [
    "2025-02-29", "2025-13-01", "2025-00-10", "2025-1-01", "25-01-01", "2025-01-32", "x", "",
  ])
  func refuses(_ text: String) { #expect(CalendarDay(text) == nil) }

  @Test func timeOfDay() {
    #expect(CalendarDay(secondsSince1970: -1) == CalendarDay(number: -1))
    #expect(CalendarDay(secondsSince1970: 86_399) == CalendarDay(number: 0))
    #expect(CalendarDay("2026-11-24T10:00:00Z") == CalendarDay("2026-11-24"))
  }
}

@Suite struct TimestampTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("2026-11-24T09:12:31Z", 1_795_511_551),
    ("2026-11-24T10:12:31+01:00", 1_795_511_551), ("2026-11-24t09:12:31.5z", 1_795_511_551),
    ("2026-11-24 09:12:31Z", 1_795_511_551),
  ])
  func reads(_ text: String, _ seconds: Int64) { #expect(Timestamp(text)?.seconds == seconds) }

  @Test(arguments: [
    "2026-11-24", "2026-11-24T09:12:31", "2026-11-24T25:00:00Z", "2026-11-24T09:60:00Z",
    "2026-11-24T09:12:31.Z", "2026-11-24T09:12:31+0100", "2026-11-24T09:12:31Zx",
  ])
  func refuses(_ text: String) { #expect(Timestamp(text) == nil) }

  @Test func writes() {
    #expect(Timestamp(seconds: 1_795_511_551).description == "2026-11-24T09:12:31Z")
    #expect(Timestamp(seconds: -1).description == "1969-12-31T23:59:59Z")
  }
}

@Suite struct RelativeDateTests {
  let today = CalendarDay("2026-11-24")!

  @Test(arguments: [
    ("today", "2026-11-24"), ("today+90d", "2027-02-22"), ("today-2w", "2026-11-10"),
    ("2027-01-01", "2027-01-01"),
  ])
  func reads(_ text: String, _ day: String) {
    #expect(RelativeDate.day(text, today: today)?.description == day)
  }

  @Test(arguments: ["tomorrow", "today+", "today+5", "today5d", "today+-5d", "today+5q"])
  func refuses(_ text: String) { #expect(RelativeDate.day(text, today: today) == nil) }
}
