internal import Diagnostics
internal import Documents
internal import Records

/// How a value is written in a cell of a table.
enum ValueText {
  /// Returns a scalar as people would type it, and anything else as JSON on one line; a missing
  /// value is empty.
  static func cell(_ value: Value?) -> String {
    guard let value else { return "" }
    return value.scalarText ?? value.json(pretty: false)
  }

  /// Returns the value for a sentence, on one line; a missing one is `nothing`.
  static func phrase(_ value: Value?) -> String {
    value == nil ? "nothing" : SafeText.escape(cell(value))
  }
}
