internal import Documents

/// Takes the leaves out of a document without making values or paths: the quick twin of
/// `Value.leaves`. What is out of the ordinary (items without a key, or with the same one) is left to
/// that one.
struct LeafScanner {
  private let trie: PathTrie
  private let document: Document
  private var found = FlatVersion()
  private var isOrdinary = true

  /// Returns the leaves of a record's text; none where it cannot be parsed.
  static func scan(_ text: [UInt8], _ trie: PathTrie, keys: ListKeys) -> FlatVersion {
    guard let document = try? Document.parse(text) else { return FlatVersion() }
    var scanner = LeafScanner(trie, document)
    scanner.visit(document.root, 0)
    if scanner.isOrdinary { return scanner.found }
    var slow = FlatVersion()
    for leaf in document.value(document.root).leaves(keys: keys) {
      slow.bytes += leaf.value.jsonBytes()
      slow.paths.append(Int32(trie.number(of: leaf.path)))
      slow.ends.append(Int32(slow.bytes.count))
    }
    return slow
  }

  private init(_ trie: PathTrie, _ document: Document) {
    self.trie = trie
    self.document = document
    found.paths.reserveCapacity(48)
    found.ends.reserveCapacity(48)
    found.bytes.reserveCapacity(document.source.count)
  }

  private mutating func visit(_ node: NodeIndex, _ path: Int) {
    switch document.kind(node) {
    case .map where document.count(node) > 0:
      var key = document.firstChild(node)
      for _ in 0..<document.count(node) {
        let value = document.next(key)
        visit(value, document.withText(key) { trie.child(of: path, named: $0) })
        key = document.next(value)
      }
    case .list where document.count(node) > 0:
      guard let key = trie.key(path) else { return leaf(node, path) }
      visitItems(of: node, key, path)
    default: leaf(node, path)
    }
  }

  private mutating func visitItems(of list: NodeIndex, _ key: ListKey, _ path: Int) {
    var seen: [Int] = []
    var item = document.firstChild(list)
    for _ in 0..<document.count(list) {
      guard let name = name(of: item, key) else {
        isOrdinary = false
        return
      }
      let place = trie.child(of: path, item: name)
      if seen.contains(place) {
        isOrdinary = false
        return
      }
      seen.append(place)
      visitItem(item, key, place)
      item = document.next(item)
    }
  }

  private mutating func visitItem(_ item: NodeIndex, _ key: ListKey, _ place: Int) {
    guard !key.isSet, document.kind(item) == .map else { return leaf(item, place) }
    let target = key.scalarForm ? document.child(item, named: key.properties[0]) : nil
    if let target { leaf(target, place) }
    var name = document.firstChild(item)
    for _ in 0..<document.count(item) {
      let value = document.next(name)
      if value != target {
        visit(value, document.withText(name) { trie.child(of: place, named: $0) })
      }
      name = document.next(value)
    }
  }

  /// The key of an item, its parts joined by NUL; nil for one that has none, or an unusual one.
  private func name(of item: NodeIndex, _ key: ListKey) -> [UInt8]? {
    if document.kind(item) != .map {
      guard key.isSet || (key.scalarForm && key.properties.count == 1) else { return nil }
      return keyText(item)
    }
    if key.isSet { return nil }
    var name: [UInt8] = []
    for (place, property) in key.properties.enumerated() {
      guard let value = document.child(item, named: property), let text = keyText(value) else {
        return nil
      }
      if place > 0 { name.append(0) }
      name += text
    }
    return name
  }

  private func keyText(_ node: NodeIndex) -> [UInt8]? {
    switch document.kind(node) {
    case .string, .integer, .decimal:
      let text = document.withText(node) { Array($0) }
      return text.contains(0) ? nil : text
    default: return nil
    }
  }

  private mutating func leaf(_ node: NodeIndex, _ path: Int) {
    found.paths.append(Int32(path))
    append(node)
    found.ends.append(Int32(found.bytes.count))
  }

  /// Appends a value as JSON, as `Value.jsonBytes` writes it.
  private mutating func append(_ node: NodeIndex) {
    switch document.kind(node) {
    case .null: found.bytes += "null".utf8
    case .true: found.bytes += "true".utf8
    case .false: found.bytes += "false".utf8
    case .string:
      let isPlain = document.withText(node) { text in
        guard text.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }) else { return false }
        found.bytes.append(0x22)
        found.bytes.append(contentsOf: text)
        found.bytes.append(0x22)
        return true
      }
      if !isPlain { found.bytes += document.value(node).jsonBytes() }
    case .integer, .decimal:
      let isPlain = document.withText(node) { text in
        guard Self.isPlainNumber(text) else { return false }
        found.bytes.append(contentsOf: text)
        return true
      }
      if !isPlain { found.bytes += document.value(node).jsonBytes() }
    case .list, .map: found.bytes += document.value(node).jsonBytes()
    }
  }

  /// Whether JSON writes the number as it stands: digits, with at most a point between them.
  private static func isPlainNumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = text.first, let last = text.last, (0x30...0x39).contains(first),
      (0x30...0x39).contains(last)
    else { return false }
    return text.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
  }
}
