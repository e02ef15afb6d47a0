internal import Documents
internal import History
internal import Records

/// One attribute of what the user sees, with where it comes from; nil for a value that is not
/// committed yet.
struct BlameLine {
  /// What stands in place of a commit's summary for a value that is only in the working tree.
  static let uncommitted = "not committed yet"

  let attribute: AttributePath
  let value: Value
  let provenance: Provenance?
  /// What became of a past value, where that was asked.
  var end: AttributeEnds.End?

  /// Whether the value was set on a day or later; what is not committed yet was.
  func isSet(since day: CalendarDay) -> Bool {
    guard let time = provenance?.time else { return true }
    return CalendarDay(secondsSince1970: time) >= day
  }
}
