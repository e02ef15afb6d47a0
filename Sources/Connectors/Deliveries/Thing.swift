import Documents

/// What a reader found of one thing, before anything is left out of it.
struct Thing {
  /// The source's own name for it; nil where the text has none.
  var key: String?
  /// The class, only where the delivery itself says it.
  var className: String?
  /// What is said of it: a map.
  var attributes: Value
  /// What the source takes back.
  var withdrawn: [AttributePath] = []
  /// When it was seen, in RFC 3339.
  var observedAt: String?
  /// The line that it begins on, counted from 1.
  var line: Int?
}
