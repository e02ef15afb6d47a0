internal import Documents

/// Takes the leaves out of a document without making values or paths: the quick twin of
/// `Value.leaves`. What is out of the ordinary (items without a key, or with the same one) is left to
/// that one.
struct LeafScanner {
  private let document: Document
  private var paths: [Int32] = []
  private var nodes: [NodeIndex] = []
  private var isOrdinary = true

  /// Returns the leaves of a record's text; none where it cannot be parsed.
  static func scan(_ text: [UInt8], _ trie: inout PathTrie, keys: ListKeys) -> FlatVersion {
    guard let document = try? Document.parse(text) else { return FlatVersion() }
    var scanner = LeafScanner(document)
    trie.beginVersion()
    scanner.visit(document.root, 0, &trie)
    if scanner.isOrdinary {
      return FlatVersion(paths: scanner.paths, document: document, nodes: scanner.nodes)
    }
    let leaves = document.value(document.root).leaves(keys: keys)
    return FlatVersion(
      paths: leaves.map { Int32(trie.number(of: $0.path)) },
      values: leaves.map { $0.value.jsonBytes() }
    )
  }

  private init(_ document: Document) {
    self.document = document
    paths.reserveCapacity(48)
    nodes.reserveCapacity(48)
  }

  private mutating func visit(_ node: NodeIndex, _ path: Int, _ trie: inout PathTrie) {
    switch document.kind(node) {
    case .map where document.count(node) > 0:
      var key = document.firstChild(node)
      for _ in 0..<document.count(node) {
        let value = document.next(key)
        visit(value, document.withText(key) { trie.child(of: path, named: $0) }, &trie)
        key = document.next(value)
      }
    case .list where document.count(node) > 0:
      guard let key = trie.key(path) else { return leaf(node, path) }
      visitItems(of: node, key, path, &trie)
    default: leaf(node, path)
    }
  }

  private mutating func visitItems(
    of list: NodeIndex,
    _ key: ListKey,
    _ path: Int,
    _ trie: inout PathTrie
  ) {
    var item = document.firstChild(list)
    for _ in 0..<document.count(list) {
      guard let place = place(of: item, key, path, &trie) else {
        isOrdinary = false
        return
      }
      visitItem(item, key, place, &trie)
      item = document.next(item)
    }
  }

  private mutating func visitItem(
    _ item: NodeIndex,
    _ key: ListKey,
    _ place: Int,
    _ trie: inout PathTrie
  ) {
    guard !key.isSet, document.kind(item) == .map else { return leaf(item, place) }
    let target = key.scalarForm ? document.child(item, named: key.properties[0]) : nil
    if let target { leaf(target, place) }
    var name = document.firstChild(item)
    for _ in 0..<document.count(item) {
      let value = document.next(name)
      if value != target {
        visit(value, document.withText(name) { trie.child(of: place, named: $0) }, &trie)
      }
      name = document.next(value)
    }
  }

  /// The path of an item; nil for one that has no key, an unusual one, or that of another item.
  private func place(of item: NodeIndex, _ key: ListKey, _ path: Int, _ trie: inout PathTrie)
    -> Int?
  {
    if document.kind(item) != .map {
      guard key.isSet || (key.scalarForm && key.properties.count == 1) else { return nil }
      return child(of: path, named: item, &trie)
    }
    if key.isSet { return nil }
    if key.properties.count == 1 {
      return document.child(item, named: key.properties[0])
        .flatMap { child(of: path, named: $0, &trie) }
    }
    var name: [UInt8] = []
    for (place, property) in key.properties.enumerated() {
      guard let value = document.child(item, named: property), isKey(value) else { return nil }
      if place > 0 { name.append(0) }
      name += document.withText(value) { Array($0) }
    }
    return name.withUnsafeBufferPointer { trie.child(of: path, item: $0) }
  }

  private func child(of path: Int, named node: NodeIndex, _ trie: inout PathTrie) -> Int? {
    isKey(node) ? document.withText(node) { trie.child(of: path, item: $0) } : nil
  }

  /// Whether a value can be part of a key as it stands.
  private func isKey(_ node: NodeIndex) -> Bool {
    switch document.kind(node) {
    case .string, .integer, .decimal: document.withText(node) { !$0.contains(0) }
    default: false
    }
  }

  private mutating func leaf(_ node: NodeIndex, _ path: Int) {
    paths.append(Int32(path))
    nodes.append(node)
  }
}
