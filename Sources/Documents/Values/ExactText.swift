/// Text that is equal only to the same code points.
///
/// Swift takes `é` in one code point and in two for equal; JSON, git and file systems do not.
struct ExactText: Hashable {
  let text: String

  static func == (left: ExactText, right: ExactText) -> Bool { same(left.text, right.text) }

  func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// Whether two texts are the same code points. Equal code points are always equal as `String`s,
  /// whose comparison is the faster one.
  static func same(_ left: String, _ right: String) -> Bool {
    left == right && left.utf8.count == right.utf8.count && left.utf8.elementsEqual(right.utf8)
  }

  /// Whether `left` comes before `right` in the order of their bytes.
  static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
