/// Which item of a list: by the values of its key properties, or by its position.
///
/// `[eth0]` has one part, `[443,tcp]` two, `[eth0#2]` is the second item of that key, `[#3]` the third
/// item of the list, and `[]` in a pattern is any item.
public struct ItemKey: Sendable {
  /// The values of the key properties, as text; empty where the item is named by position, or in a
  /// pattern.
  public var parts: [String]
  /// Which of several items with one key, counted from 1; nil is the first.
  public var occurrence: Int?
  /// The position in the list, counted from 1; nil where the item is named by key.
  public var position: Int?

  /// Names the item by its key, and by occurrence where an earlier one has the same key.
  public init(parts: [String], occurrence: Int? = nil) {
    self.parts = parts
    self.occurrence = occurrence
    self.position = nil
  }

  /// Names the item by its position, counted from 1.
  public init(position: Int) {
    self.parts = []
    self.occurrence = nil
    self.position = position
  }

  /// Whether this is the `[]` of a pattern.
  public var isAny: Bool { parts.isEmpty && position == nil }
}

extension ItemKey: Hashable {
  /// Whether both name the same item, code point by code point.
  public static func == (left: ItemKey, right: ItemKey) -> Bool {
    left.position == right.position && (left.occurrence ?? 1) == (right.occurrence ?? 1)
      && left.parts.elementsEqual(right.parts, by: ExactText.same)
  }

  /// Feeds the key.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(parts)
    hasher.combine(occurrence ?? 1)
    hasher.combine(position)
  }
}

extension ItemKey: CustomStringConvertible {
  /// The key as it stands in brackets.
  public var description: String {
    if let position { return "#\(position)" }
    let key = parts.map(PathText.part).joined(separator: ",")
    guard let occurrence, occurrence > 1 else { return key }
    return "\(key)#\(occurrence)"
  }
}
