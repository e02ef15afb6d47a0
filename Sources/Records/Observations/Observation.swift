public import Documents

/// What a source says about one thing, under the source's own key.
public struct Observation: Sendable, Hashable {
  /// The source's key for the thing.
  public var key: String
  /// The class, only where the delivery itself says it.
  public var className: String?
  /// The source's own paths and values, nested as the source nests them: a map.
  public var attributes: Value
  /// What the source takes back.
  public var withdrawn: [AttributePath]
  /// When it was seen, as RFC 3339, where the source says so.
  public var observedAt: String?
  /// Whether only some sections of the thing were ever said: such an observation creates nothing.
  public var isPartial: Bool

  /// Creates an observation.
  public init(
    key: String,
    className: String? = nil,
    attributes: Value,
    withdrawn: [AttributePath] = [],
    observedAt: String? = nil,
    isPartial: Bool = false
  ) {
    self.key = key
    self.className = className
    self.attributes = attributes
    self.withdrawn = withdrawn
    self.observedAt = observedAt
    self.isPartial = isPartial
  }

  /// Reads an observation from its file on a source's branch; nil where it has no key.
  public init?(_ file: Value) {
    guard let key = file["key"]?.stringValue else { return nil }
    self.init(
      key: key,
      className: file["class"]?.stringValue,
      attributes: file["attributes"] ?? .map([:]),
      isPartial: file["partial"]?.boolValue ?? false
    )
  }

  /// The text of its file on a source's branch: equal observations have equal bytes. When it was seen
  /// is not part of it, so that seeing the same again makes no commit.
  public var text: [UInt8] {
    var file: ValueMap = ["key": .string(key)]
    if let className { file["class"] = .string(className) }
    if isPartial { file["partial"] = true }
    file["attributes"] = attributes.withSortedNames
    return YAMLWriter.text(of: .map(file))
  }
}

extension Value {
  /// The value with the names of every map in the order of their bytes.
  fileprivate var withSortedNames: Value {
    switch self {
    case .map(let fields):
      let sorted = fields.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      return .map(ValueMap(sorted.map { ($0.key, $0.value.withSortedNames) }))
    case .list(let items): return .list(items.map(\.withSortedNames))
    default: return self
    }
  }
}
