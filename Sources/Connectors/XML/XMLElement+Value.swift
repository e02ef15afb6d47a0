import Documents

extension XMLElement {
  /// Returns the element as a value: a map of its attributes and children, several children of one
  /// name as a list, text beside them as `text`; an element of text alone as that text. Nil where
  /// it says nothing.
  ///
  /// White space around text goes. An element whose names `lists` has is a list even if it stands
  /// alone, so that the shape does not depend on how many there are.
  func value(lists: Set<[String]>) -> Value? { value(at: [], lists: lists) }

  private func value(at names: [String], lists: Set<[String]>) -> Value? {
    let text = trimmedText
    if attributes.isEmpty, children.isEmpty { return text.isEmpty ? nil : .string(text) }
    var fields = ValueMap()
    for attribute in attributes { fields[attribute.name] = .string(attribute.value) }
    // Counted first: a list that grows entry by entry inside a map is copied every time.
    var groups: [(name: String, values: [Value])] = []
    var places: [String: Int] = [:]
    for child in children {
      guard let value = child.value(at: names + [child.name], lists: lists) else { continue }
      if let place = places[child.name] {
        groups[place].values.append(value)
      } else {
        places[child.name] = groups.count
        groups.append((child.name, [value]))
      }
    }
    for (name, values) in groups {
      var all = values
      // An attribute and an element may share a name; the element comes second.
      if let attribute = fields[name] { all.insert(attribute, at: 0) }
      let isList = all.count > 1 || lists.contains(names + [name])
      fields[name] = isList ? .list(all) : all[0]
    }
    if !text.isEmpty { fields["text"] = .string(text) }
    return fields.isEmpty ? nil : .map(fields)
  }

  private var trimmedText: String {
    var scalars = Substring(text).unicodeScalars
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(scalars)
  }
}
