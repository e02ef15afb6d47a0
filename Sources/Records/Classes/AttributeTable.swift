public import Documents

/// Every attribute that the schemas of a class describe, found by path in one step a segment.
public struct AttributeTable: Sendable {
  private struct Node: Sendable {
    var description: AttributeDescription?
    var names: [String: Int] = [:]
    var order: [String] = []
    var wildcard: Int?
    var item: Int?
    var isOpen = false
  }

  private var nodes = [Node()]

  /// Creates an empty table.
  public init() {}

  /// Adds to what is known of an attribute, creating the way to it.
  public mutating func update(
    _ pattern: AttributePath,
    _ change: (inout AttributeDescription) -> Void
  ) {
    var node = 0
    for segment in pattern.segments { node = child(of: node, along: segment) }
    var description = nodes[node].description ?? AttributeDescription(pattern: pattern)
    change(&description)
    nodes[node].description = description
  }

  /// Notes that what stands at `pattern` may have names that no schema describes.
  mutating func open(_ pattern: AttributePath) {
    var node = 0
    for segment in pattern.segments { node = child(of: node, along: segment) }
    nodes[node].isOpen = true
  }

  /// Returns what is known of the attribute at `path`, which may name items by key and names that
  /// only a wildcard describes.
  public subscript(path: AttributePath) -> AttributeDescription? {
    guard let node = node(at: path) else { return nil }
    return nodes[node].description
  }

  /// Returns the names that the schema gives below `path`, in schema order.
  public func names(below path: AttributePath) -> [String] {
    guard let node = node(at: path) else { return [] }
    return nodes[node].order
  }

  /// Whether the schema describes names below `path` that it does not list.
  public func hasFreeNames(below path: AttributePath) -> Bool {
    guard let node = node(at: path) else { return false }
    return nodes[node].wildcard != nil
  }

  /// Whether what stands at `path` may have names that no schema describes.
  public func isOpen(below path: AttributePath) -> Bool {
    guard let node = node(at: path) else { return false }
    return nodes[node].isOpen
  }

  /// All descriptions, in schema order, what contains before what is contained.
  public var all: [AttributeDescription] {
    var found: [AttributeDescription] = []
    collect(0, into: &found)
    return found
  }

  /// A place in the table, for walks that go down a record step by step.
  public struct Position: Hashable, Sendable {
    fileprivate let node: Int
    /// The record as a whole.
    public static let top = Position(node: 0)
  }

  /// Returns the place of a name below another place, or nil where nothing describes it.
  public func position(below position: Position, named name: String) -> Position? {
    (nodes[position.node].names[name] ?? nodes[position.node].wildcard).map(Position.init)
  }

  /// Returns the names that the schema gives below a place, in schema order.
  func names(below position: Position) -> [String] { nodes[position.node].order }

  /// Returns the place of every name below another place that the schema does not list, or nil.
  func wildcard(below position: Position) -> Position? {
    nodes[position.node].wildcard.map(Position.init)
  }

  /// Whether what stands at a place may have names that no schema describes.
  func isOpen(at position: Position) -> Bool { nodes[position.node].isOpen }

  /// Whether the schema says anything of what is in the value at a place.
  func isDescribed(below position: Position) -> Bool {
    let node = nodes[position.node]
    return !node.order.isEmpty || node.wildcard != nil || node.item != nil
  }

  /// Returns the place of every item of the list at a place, or nil where nothing describes it.
  public func position(ofItemsBelow position: Position) -> Position? {
    nodes[position.node].item.map(Position.init)
  }

  /// Returns what is known of the attribute at a place.
  public func description(at position: Position) -> AttributeDescription? {
    nodes[position.node].description
  }

  private func collect(_ index: Int, into found: inout [AttributeDescription]) {
    if let description = nodes[index].description { found.append(description) }
    for name in nodes[index].order {
      if let child = nodes[index].names[name] { collect(child, into: &found) }
    }
    if let wildcard = nodes[index].wildcard { collect(wildcard, into: &found) }
    if let item = nodes[index].item { collect(item, into: &found) }
  }

  private func node(at path: AttributePath) -> Int? {
    var node = 0
    for segment in path.segments {
      let next: Int?
      switch segment {
      case .name(let name): next = nodes[node].names[name] ?? nodes[node].wildcard
      case .item: next = nodes[node].item
      }
      guard let next else { return nil }
      node = next
    }
    return node
  }

  private mutating func child(of node: Int, along segment: AttributePath.Segment) -> Int {
    let known: Int?
    switch segment {
    case .name(Self.freeName): known = nodes[node].wildcard
    case .name(let name): known = nodes[node].names[name]
    case .item: known = nodes[node].item
    }
    if let known { return known }
    nodes.append(Node())
    let created = nodes.count - 1
    switch segment {
    case .name(Self.freeName): nodes[node].wildcard = created
    case .name(let name):
      nodes[node].names[name] = created
      nodes[node].order.append(name)
    case .item: nodes[node].item = created
    }
    return created
  }

  /// The segment of a pattern that stands for any name.
  public static let freeName = "*"
}
