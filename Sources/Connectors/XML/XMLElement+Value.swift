import Documents

extension XMLElement {
  /// Returns the element as a value: a map of its attributes and children, several children of one
  /// name as a list, text beside them as `text`; an element of text alone as that text. Nil where
  /// it says nothing.
  ///
  /// White space around text goes. An element whose names `lists` has is a list even if it stands
  /// alone, so that the shape does not depend on how many there are.
  func value(lists: Set<[String]>) -> Value? { value(lists: lists.map { $0[...] }) }

  /// The names of lists count from this element on; those of others are left out on the way down.
  private func value(lists: [ArraySlice<String>]) -> Value? {
    let text = trimmedText
    if attributes.isEmpty, children.isEmpty { return text.isEmpty ? nil : .string(text) }
    var fields = ValueMap()
    for attribute in attributes { fields[attribute.name] = .string(attribute.value) }
    for (name, values) in groups(lists: lists) {
      var all = values
      // An attribute and an element may share a name; the element comes second.
      if let attribute = fields[name] { all.insert(attribute, at: 0) }
      let isList = all.count > 1 || lists.contains { $0.count == 1 && $0.first == name }
      fields[name] = isList ? .list(all) : all[0]
    }
    if !text.isEmpty { fields["text"] = .string(text) }
    return fields.isEmpty ? nil : .map(fields)
  }

  /// Most elements have few kinds of children, which are found sooner by looking than by hashing.
  private static var hashedFrom: Int { 9 }

  /// The values of the children by name, in the order in which the names come.
  ///
  /// Gathered first: a list that grows entry by entry inside a map is copied every time.
  private func groups(lists: [ArraySlice<String>]) -> [(name: String, values: [Value])] {
    var groups: [(name: String, values: [Value])] = []
    var places: [String: Int] = [:]
    for child in children {
      let inner = lists.compactMap {
        $0.count > 1 && $0.first == child.name ? $0.dropFirst() : nil
      }
      guard let value = child.value(lists: inner) else { continue }
      let isHashed = groups.count >= Self.hashedFrom
      let known = isHashed ? places[child.name] : groups.firstIndex { $0.name == child.name }
      if let known {
        groups[known].values.append(value)
        continue
      }
      groups.append((child.name, [value]))
      if isHashed {
        places[child.name] = groups.count - 1
      } else if groups.count == Self.hashedFrom {
        for (place, group) in groups.enumerated() { places[group.name] = place }
      }
    }
    return groups
  }

  private var trimmedText: String {
    if text.isEmpty { return text }
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }
}
