internal import Documents

/// The attribute paths of one class that a reader has met, so that the path of a leaf is found name by
/// name, without making it.
final class PathTrie {
  /// One path: the step to it from the one before. Paths themselves are made when they are asked for,
  /// since a repository may have one for every item that any record ever had.
  private struct Node {
    let parent: Int32
    let isItem: Bool
    let name: [UInt8]
    /// How the items of a list there are named; nil for a plain list.
    let key: ListKey?
    var names: [Int32] = []
    var items: [[UInt8]: Int32] = [:]
    /// Where the next name is looked for first: records of a class have their names in one order.
    var hint = 0
  }

  private let keys: ListKeys
  private var nodes = [Node(parent: -1, isItem: false, name: [], key: nil)]
  /// Paths that were found another way, by their numbers below zero less one.
  private var others: [AttributePath] = []
  private var otherNumbers: [AttributePath: Int] = [:]

  init(_ keys: ListKeys) { self.keys = keys }

  /// How many paths there are; each is numbered by when it was met.
  var count: Int { nodes.count }

  /// Returns the path of a number.
  func path(_ number: Int) -> AttributePath {
    if number < 0 { return others[-1 - number] }
    var segments: [AttributePath.Segment] = []
    var next = number
    while next > 0 {
      let node = nodes[next]
      segments.append(Self.segment(node.name, isItem: node.isItem))
      next = Int(node.parent)
    }
    return AttributePath(segments.reversed())
  }

  /// Returns how the items of a list at a path are named; nil for a plain list.
  func key(_ number: Int) -> ListKey? { nodes[number].key }

  /// Returns the number of the entry of a name below a path.
  func child(of number: Int, named name: UnsafeBufferPointer<UInt8>) -> Int {
    let hint = nodes[number].hint
    if hint < nodes[number].names.count {
      let next = Int(nodes[number].names[hint])
      if Self.same(nodes[next].name, name) {
        nodes[number].hint = hint + 1
        return next
      }
    }
    if let place = nodes[number].names.firstIndex(where: { Self.same(nodes[Int($0)].name, name) }) {
      nodes[number].hint = place + 1
      return Int(nodes[number].names[place])
    }
    let made = add(below: number, Array(name), isItem: false)
    nodes[number].names.append(Int32(made))
    nodes[number].hint = nodes[number].names.count
    return made
  }

  /// Returns the number of the item of a key below a path; the parts of the key are joined by NUL.
  func child(of number: Int, item name: [UInt8]) -> Int {
    if let known = nodes[number].items[name] { return Int(known) }
    let made = add(below: number, name, isItem: true)
    nodes[number].items[name] = Int32(made)
    return made
  }

  /// Returns the number of a path that was found another way: one below zero.
  func number(of path: AttributePath) -> Int {
    if let known = otherNumbers[path] { return known }
    others.append(path)
    otherNumbers[path] = -others.count
    return -others.count
  }

  private func add(below parent: Int, _ name: [UInt8], isItem: Bool) -> Int {
    let place = AttributePath(path(parent).segments + [Self.segment(name, isItem: isItem)])
    nodes.append(
      Node(parent: Int32(parent), isItem: isItem, name: name, key: keys.key(at: place))
    )
    return nodes.count - 1
  }

  private static func segment(_ name: [UInt8], isItem: Bool) -> AttributePath.Segment {
    guard isItem else { return .name(String(decoding: name, as: UTF8.self)) }
    let parts = name.split(separator: 0, omittingEmptySubsequences: false)
    return .item(ItemKey(parts: parts.map { String(decoding: $0, as: UTF8.self) }))
  }

  private static func same(_ left: [UInt8], _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    left.count == right.count && left.elementsEqual(right)
  }
}
