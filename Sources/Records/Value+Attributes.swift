public import Documents

extension Value {
  /// The strings of a list of strings, or the one string that stands for such a list; nil where the
  /// value is neither.
  public var texts: [String]? {
    if let text = stringValue { return [text] }
    return listValue?.compactMap(\.stringValue)
  }

  /// The text of a scalar as people would type it; nil for null, lists and maps.
  public var scalarText: String? {
    switch self {
    case .string(let text): text
    case .number(let number): number.text
    case .bool(let truth): truth ? "true" : "false"
    case .null, .list, .map: nil
    }
  }

  /// Returns every value at a pattern: `interfaces[].mac` gives one a list item, `*` one a name.
  ///
  /// A segment of a pattern that names no item walks through lists as well, so that `interfaces.mac`
  /// means the same; an item that is a bare reference has itself as its `to`.
  public func values(at pattern: AttributePath) -> [Value] {
    values(along: pattern.segments[...])
  }

  private func values(along segments: ArraySlice<AttributePath.Segment>) -> [Value] {
    guard let segment = segments.first else { return [self] }
    let rest = segments.dropFirst()
    switch (self, segment) {
    case (.list(let items), .item): return items.flatMap { $0.values(along: rest) }
    case (.list(let items), .name): return items.flatMap { $0.values(along: segments) }
    case (.map(let fields), .name(AttributeTable.freeName)):
      return fields.flatMap { $0.value.values(along: rest) }
    case (.map(let fields), .name(let name)): return fields[name]?.values(along: rest) ?? []
    case (.string, .name("to")) where rest.isEmpty: return [self]
    default: return []
    }
  }
}
