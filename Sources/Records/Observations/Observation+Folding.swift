internal import Documents

extension Observation {
  /// Returns what the source says of the thing after this observation: given values replace, null
  /// stays as null, what is withdrawn or missing from a full section goes, the rest stays.
  ///
  /// `fullSections` are the names of the outermost attributes that this observation says as a whole;
  /// `isPartial` says that it carries only some of the thing. A thing of which everything was said
  /// once stays one.
  public func folded(
    into previous: Observation?,
    fullSections: [String],
    isPartial: Bool = false
  ) -> Observation {
    var folded = self
    folded.isPartial = isPartial && (previous?.isPartial ?? true)
    if let previous {
      var fields = previous.attributes.mapValue ?? [:]
      for name in fullSections { fields[name] = attributes[name] }
      folded.attributes = Self.merge(.map(fields), attributes, whole: Set(fullSections))
      folded.className = className ?? previous.className
    }
    for path in withdrawn {
      folded.attributes = folded.attributes.removing(path.segments[...]) ?? .map([:])
    }
    folded.withdrawn = []
    return folded
  }

  /// Lists are said as a whole: without knowing their keys no item can be told from another.
  private static func merge(_ old: Value, _ new: Value, whole: Set<String>) -> Value {
    guard case .map(var fields) = old, case .map(let given) = new else { return new }
    for (name, value) in given {
      if whole.contains(name) {
        fields[name] = value
      } else {
        fields[name] = fields[name].map { merge($0, value, whole: []) } ?? value
      }
    }
    return .map(fields)
  }
}

extension Value {
  /// The value without what stands at a path, nor what contained nothing else; nil where nothing is
  /// left.
  fileprivate func removing(_ path: ArraySlice<AttributePath.Segment>) -> Value? {
    guard let segment = path.first else { return nil }
    let rest = path.dropFirst()
    switch (self, segment) {
    case (.map(var fields), .name(let name)):
      guard let child = fields[name] else { return self }
      fields[name] = child.removing(rest)
      return fields.isEmpty ? Value?.none : .map(fields)
    case (.list(let items), .item(let key)):
      var left: [Value] = []
      for (offset, item) in items.enumerated() {
        if item.isNamed(by: key, at: offset) {
          if let kept = item.removing(rest) { left.append(kept) }
        } else {
          left.append(item)
        }
      }
      return left.isEmpty ? Value?.none : .list(left)
    default: return self
    }
  }

  /// Whether a key names the item: by position, as a word, by its `name` or `to`, else by values that
  /// the item has under whatever names, since the source's own lists have no schema.
  private func isNamed(by key: ItemKey, at offset: Int) -> Bool {
    if let position = key.position { return position == offset + 1 }
    if let text = scalarText { return key.parts == [text] }
    guard let fields = mapValue, !key.parts.isEmpty else { return false }
    if key.parts.count == 1, let name = fields["name"] ?? fields["to"] {
      return name.scalarText == key.parts[0]
    }
    let texts = fields.values.compactMap(\.scalarText)
    return key.parts.allSatisfy(texts.contains)
  }
}
