public import Documents

/// What a source says about one thing, under the source's own key.
public struct Observation: Sendable, Hashable {
  /// The source's key for the thing.
  public var key: String
  /// The class, only where the delivery itself says it.
  public var className: String?
  /// The source's own paths and values, nested as the source nests them.
  public var attributes: Value
  /// What the source takes back.
  public var withdrawn: [AttributePath]
  /// When it was seen, as RFC 3339, where the source says so.
  public var observedAt: String?

  /// Creates an observation.
  public init(
    key: String, className: String? = nil, attributes: Value, withdrawn: [AttributePath] = [],
    observedAt: String? = nil
  ) {
    self.key = key
    self.className = className
    self.attributes = attributes
    self.withdrawn = withdrawn
    self.observedAt = observedAt
  }

  /// Reads an observation from its file on a source's branch; nil where it has no key.
  public init?(_ file: Value) {
    guard let key = file["key"]?.stringValue else { return nil }
    self.init(
      key: key, className: file["class"]?.stringValue, attributes: file["attributes"] ?? .map([:]))
  }

  /// The text of its file on a source's branch: equal observations have equal bytes. When it was seen
  /// is not part of it, so that seeing the same again makes no commit.
  public var text: [UInt8] {
    var file: ValueMap = ["key": .string(key)]
    if let className { file["class"] = .string(className) }
    file["attributes"] = attributes.sorted
    return YAMLWriter.text(of: .map(file))
  }

  /// Returns what the source says of the thing after this observation: given values replace, null
  /// stays as null, what is withdrawn or missing from a full section goes, the rest stays.
  ///
  /// `fullSections` are the names of the outermost attributes that this observation says as a whole.
  public func folded(into previous: Observation?, fullSections: [String]) -> Observation {
    guard let previous else { return withoutWithdrawn }
    var folded = self
    var fields = previous.attributes.mapValue ?? [:]
    for name in fullSections { fields[name] = attributes[name] }
    folded.attributes = Self.merge(.map(fields), attributes, whole: Set(fullSections))
    folded.className = className ?? previous.className
    return folded.withoutWithdrawn
  }

  private var withoutWithdrawn: Observation {
    var result = self
    for path in withdrawn { result.attributes = result.attributes.removing(path.segments[...]) }
    result.withdrawn = []
    return result
  }

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
  /// The value with the names of every map in order.
  fileprivate var sorted: Value {
    switch self {
    case .map(let fields):
      .map(ValueMap(fields.map { ($0.key, $0.value.sorted) }.sorted { $0.0 < $1.0 }))
    case .list(let items): .list(items.map(\.sorted))
    default: self
    }
  }

  /// The value without what stands at a path of names; items are named by `name` or by position.
  fileprivate func removing(_ path: ArraySlice<AttributePath.Segment>) -> Value {
    guard let segment = path.first else { return self }
    let rest = path.dropFirst()
    switch (self, segment) {
    case (.map(var fields), .name(let name)):
      guard let child = fields[name] else { return self }
      if rest.isEmpty {
        _ = fields.removeValue(forKey: name)
      } else {
        fields[name] = child.removing(rest)
      }
      return .map(fields)
    case (.list(let items), .item(let key)):
      return .list(
        items.enumerated().compactMap { offset, item in
          let isMeant =
            key.position == offset + 1 || key.parts == [item["name"]?.scalarText ?? ""]
            || key.parts == [item.scalarText ?? ""]
          guard isMeant else { return item }
          return rest.isEmpty ? nil : item.removing(rest)
        })
    default: return self
    }
  }
}
