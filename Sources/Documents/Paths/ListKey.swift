/// What makes two items of a list the same item (`x-key`).
public struct ListKey: Sendable, Hashable {
  /// The properties whose values are the key; none where the items are words and the list is a set
  /// (`x-key: .`).
  public var properties: [String]
  /// Whether an item may be a bare scalar that stands for its only key property, as in relations.
  public var scalarForm: Bool

  /// Creates a key.
  public init(properties: [String], scalarForm: Bool = false) {
    self.properties = properties
    self.scalarForm = scalarForm
  }

  /// Whether the list is a set of words.
  public var isSet: Bool { properties.isEmpty }

  /// Returns the key of an item as text, or nil where the item lacks a part of it.
  func parts(of item: Value) -> [String]? {
    if isSet { return item.keyText.map { [$0] } }
    if scalarForm, properties.count == 1, let text = item.keyText { return [text] }
    guard let map = item.mapValue else { return nil }
    var parts: [String] = []
    for property in properties {
      guard let text = map[property]?.keyText else { return nil }
      parts.append(text)
    }
    return parts
  }
}

extension Value {
  /// The text of a scalar as it stands in a key; nil for null, lists and maps.
  var keyText: String? {
    switch self {
    case .string(let text): text
    case .number(let number): number.text
    case .bool(let truth): truth ? "true" : "false"
    case .null, .list, .map: nil
    }
  }
}
