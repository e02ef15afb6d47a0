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

  /// Reads an observation from its file on a source's branch; nil where there is an objection.
  public init?(_ file: Value) {
    guard Self.objection(to: file) == nil, let key = file["key"]?.stringValue else { return nil }
    self.init(
      key: key,
      className: file["class"]?.stringValue,
      attributes: file["attributes"] ?? .map([:]),
      observedAt: file["observed_at"]?.stringValue,
      isPartial: file["partial"]?.boolValue ?? false
    )
  }

  /// Why the file of an observation on a source's branch is none, or nil.
  public static func objection(to file: Value) -> String? {
    guard file.mapValue != nil else { return "it is no map" }
    guard file["key"]?.stringValue != nil else { return "it has no text `key`" }
    guard file["attributes"]?.mapValue != nil else { return "it has no map `attributes`" }
    if let name = file["class"], name.stringValue == nil { return "`class` is no text" }
    if let isPartial = file["partial"], isPartial.boolValue == nil {
      return "`partial` is neither true nor false"
    }
    if let time = file["observed_at"], time.stringValue.flatMap({ Timestamp($0) }) == nil {
      return "`observed_at` is no time"
    }
    return nil
  }

  /// The text of its file on a source's branch: equal observations have equal bytes.
  public var text: [UInt8] {
    var file: ValueMap = ["key": .string(key)]
    if let className { file["class"] = .string(className) }
    if isPartial { file["partial"] = true }
    if let observedAt { file["observed_at"] = .string(observedAt) }
    file["attributes"] = attributes.withSortedNames
    return YAMLWriter.text(of: .map(file))
  }

  /// Whether it says the same as another one, whenever either was seen: seeing the same again is no
  /// news.
  public func saysTheSame(as other: Observation) -> Bool {
    var same = self
    same.observedAt = other.observedAt
    return same == other
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
