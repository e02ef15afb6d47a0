internal import Documents

/// The attribute paths of one class that a reader has met, so that the path of a leaf is found name by
/// name, without making it.
final class PathTrie {
  /// One path.
  private struct Node {
    let path: AttributePath
    /// How the items of a list there are named; nil for a plain list.
    let key: ListKey?
    var names: [(name: [UInt8], node: Int)] = []
    var items: [[UInt8]: Int] = [:]
    /// Where the next name is looked for first: records of a class have their names in one order.
    var hint = 0
  }

  private let keys: ListKeys
  private var nodes: [Node]
  private var byText: [String: Int] = [:]

  init(_ keys: ListKeys) {
    self.keys = keys
    nodes = [Node(path: AttributePath(), key: nil)]
  }

  /// How many paths there are; each is numbered by when it was met.
  var count: Int { nodes.count }

  /// Returns the path of a number.
  func path(_ node: Int) -> AttributePath { nodes[node].path }

  /// Returns how the items of a list at a path are named; nil for a plain list.
  func key(_ node: Int) -> ListKey? { nodes[node].key }

  /// Returns the number of the entry of a name below a path.
  func child(of node: Int, named name: UnsafeBufferPointer<UInt8>) -> Int {
    let hint = nodes[node].hint
    if hint < nodes[node].names.count, Self.same(nodes[node].names[hint].name, name) {
      nodes[node].hint = hint + 1
      return nodes[node].names[hint].node
    }
    if let place = nodes[node].names.firstIndex(where: { Self.same($0.name, name) }) {
      nodes[node].hint = place + 1
      return nodes[node].names[place].node
    }
    let made = add(nodes[node].path.appending(name: String(decoding: name, as: UTF8.self)))
    nodes[node].names.append((Array(name), made))
    nodes[node].hint = nodes[node].names.count
    return made
  }

  /// Returns the number of the item of a key below a path; the parts of the key are joined by NUL.
  func child(of node: Int, item name: [UInt8]) -> Int {
    if let known = nodes[node].items[name] { return known }
    let parts = name.split(separator: 0, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    let made = add(nodes[node].path.appending(item: ItemKey(parts: parts)))
    nodes[node].items[name] = made
    return made
  }

  /// Returns the number of any path.
  func number(of path: AttributePath) -> Int {
    let text = path.description
    if let known = byText[text] { return known }
    let made = add(path)
    byText[text] = made
    return made
  }

  private func add(_ path: AttributePath) -> Int {
    nodes.append(Node(path: path, key: keys.key(at: path)))
    return nodes.count - 1
  }

  private static func same(_ left: [UInt8], _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    left.count == right.count && left.elementsEqual(right)
  }
}
