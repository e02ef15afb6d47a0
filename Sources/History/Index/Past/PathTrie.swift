internal import Documents

/// The attribute paths of one class that a reader has met, so that the path of a leaf is found name by
/// name, without making it.
struct PathTrie {
  /// One path: the step to it from the one before. The nodes hold no memory of their own, since a
  /// repository may have one for every item that any record ever had; paths themselves are made when they
  /// are asked for.
  private struct Node {
    let parent: Int32
    let isItem: Bool
    let isKeyed: Bool
    let nameStart: Int
    let nameEnd: Int
    var children: Int32 = 0
    var firstChild: Int32 = -1
    var lastChild: Int32 = -1
    var nextSibling: Int32 = -1
    /// Where the next child is looked for first: records of a class have their names in one order.
    var hint: Int32 = -1
    /// The version that the path was met in last, where it is an item.
    var mark = 0
  }

  /// From how many children on they are looked for in a table.
  private static let many = 48

  private let keys: ListKeys
  private var nodes: ContiguousArray<Node> = []
  private var names: [UInt8] = []
  private var listKeys: [Int32: ListKey] = [:]
  private var tables: [Int32: [[UInt8]: Int32]] = [:]
  private var mark = 0
  /// Paths that were found another way, by their numbers below zero less one.
  private var others: [AttributePath] = []
  private var otherNumbers: [AttributePath: Int] = [:]

  init(_ keys: ListKeys) {
    self.keys = keys
    let key = keys.key(at: AttributePath([]))
    nodes.append(Node(parent: -1, isItem: false, isKeyed: key != nil, nameStart: 0, nameEnd: 0))
    listKeys[0] = key
  }

  /// How many paths there are; each is numbered by when it was met.
  var count: Int { nodes.count }

  /// Begins a version: in each, an item is met once.
  mutating func beginVersion() { mark += 1 }

  /// Returns the path of a number.
  func path(_ number: Int) -> AttributePath {
    if number < 0 { return others[-1 - number] }
    var segments: [AttributePath.Segment] = []
    var next = number
    while next > 0 {
      let node = nodes[next]
      segments.append(Self.segment(names[node.nameStart..<node.nameEnd], isItem: node.isItem))
      next = Int(node.parent)
    }
    return AttributePath(segments.reversed())
  }

  /// Returns how the items of a list at a path are named; nil for a plain list.
  func key(_ number: Int) -> ListKey? {
    nodes[number].isKeyed ? listKeys[Int32(number)] : nil
  }

  /// Returns the number of the entry of a name below a path.
  mutating func child(of number: Int, named name: UnsafeBufferPointer<UInt8>) -> Int {
    child(of: number, name, isItem: false)
  }

  /// Returns the number of the item of a key below a path, the parts of the key joined by NUL; nil where
  /// the version had one of that key already.
  mutating func child(of number: Int, item name: UnsafeBufferPointer<UInt8>) -> Int? {
    let found = child(of: number, name, isItem: true)
    if nodes[found].mark == mark { return nil }
    nodes[found].mark = mark
    return found
  }

  /// Returns the number of a path that was found another way: one below zero.
  mutating func number(of path: AttributePath) -> Int {
    if let known = otherNumbers[path] { return known }
    others.append(path)
    otherNumbers[path] = -others.count
    return -others.count
  }

  private mutating func child(
    of number: Int,
    _ name: UnsafeBufferPointer<UInt8>,
    isItem: Bool
  ) -> Int {
    let hint = nodes[number].hint
    let expected = hint < 0 ? nodes[number].firstChild : nodes[Int(hint)].nextSibling
    if expected >= 0, isChild(expected, name, isItem) {
      nodes[number].hint = expected
      return Int(expected)
    }
    let found = search(number, name, isItem) ?? add(below: number, name, isItem)
    nodes[number].hint = found
    return Int(found)
  }

  private func isChild(_ place: Int32, _ name: UnsafeBufferPointer<UInt8>, _ isItem: Bool) -> Bool {
    let node = nodes[Int(place)]
    guard node.isItem == isItem, node.nameEnd - node.nameStart == name.count else { return false }
    for index in 0..<name.count where names[node.nameStart + index] != name[index] { return false }
    return true
  }

  private func search(_ number: Int, _ name: UnsafeBufferPointer<UInt8>, _ isItem: Bool) -> Int32? {
    if let table = tables[Int32(number)] { return table[Self.key(name, isItem)] }
    var next = nodes[number].firstChild
    while next >= 0 {
      if isChild(next, name, isItem) { return next }
      next = nodes[Int(next)].nextSibling
    }
    return nil
  }

  private mutating func add(
    below number: Int,
    _ name: UnsafeBufferPointer<UInt8>,
    _ isItem: Bool
  ) -> Int32 {
    let made = Int32(nodes.count)
    let place = AttributePath(path(number).segments + [Self.segment(name, isItem: isItem)])
    let key = keys.key(at: place)
    let start = names.count
    names.append(contentsOf: name)
    nodes.append(
      Node(
        parent: Int32(number),
        isItem: isItem,
        isKeyed: key != nil,
        nameStart: start,
        nameEnd: names.count
      )
    )
    listKeys[made] = key
    let last = nodes[number].lastChild
    if last < 0 { nodes[number].firstChild = made } else { nodes[Int(last)].nextSibling = made }
    nodes[number].lastChild = made
    nodes[number].children += 1
    if nodes[number].children == Self.many { tabulate(number) }
    tables[Int32(number)]?[Self.key(name, isItem)] = made
    return made
  }

  private mutating func tabulate(_ number: Int) {
    var table: [[UInt8]: Int32] = [:]
    var next = nodes[number].firstChild
    while next >= 0 {
      let node = nodes[Int(next)]
      table[Self.key(names[node.nameStart..<node.nameEnd], node.isItem)] = next
      next = node.nextSibling
    }
    tables[Int32(number)] = table
  }

  private static func key(_ name: some Sequence<UInt8>, _ isItem: Bool) -> [UInt8] {
    [isItem ? 1 : 0] + name
  }

  private static func segment(_ name: some Collection<UInt8>, isItem: Bool)
    -> AttributePath.Segment
  {
    guard isItem else { return .name(String(decoding: name, as: UTF8.self)) }
    let parts = name.split(separator: 0, omittingEmptySubsequences: false)
    return .item(ItemKey(parts: parts.map { String(decoding: $0, as: UTF8.self) }))
  }
}
