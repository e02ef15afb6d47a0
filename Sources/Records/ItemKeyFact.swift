internal import Documents

/// What makes two items of a list the same item.
struct ItemKeyFact: Sendable {
  /// The properties; none where the items are words.
  let properties: [[UInt8]]
  /// Whether an item may be a bare scalar that stands for its only key property.
  let scalarForm: Bool

  /// More items than this are compared through a table.
  private static let few = 24

  init(_ key: ListKey) {
    properties = key.properties.map { Array($0.utf8) }
    scalarForm = key.scalarForm
  }

  /// Whether two items of a list have one key.
  func isRepeated(in list: NodeIndex, _ document: Document) -> Bool {
    guard document.count(list) <= Self.few, isASCII(list, document) else {
      return isRepeatedAmongMany(in: list, document)
    }
    var item = document.firstChild(list)
    for number in 0..<document.count(list) {
      var other = document.firstChild(list)
      for _ in 0..<number {
        if isSame(item, other, document) { return true }
        other = document.next(other)
      }
      item = document.next(item)
    }
    return false
  }

  /// Beyond ASCII two texts may be equal that differ in their bytes.
  private func isASCII(_ list: NodeIndex, _ document: Document) -> Bool {
    document.source[document.range(of: list)].allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "\\") }
  }

  private func isSame(_ item: NodeIndex, _ other: NodeIndex, _ document: Document) -> Bool {
    switch (document.kind(item) == .map, document.kind(other) == .map) {
    case (false, false): return Self.isSameText(item, other, document)
    case (true, true):
      return properties.allSatisfy { name in
        Self.isSameText(
          document.child(item, named: name),
          document.child(other, named: name),
          document
        )
      }
    // A word is short for a map with one property.
    case (true, false): return stands(other, for: item, document)
    case (false, true): return stands(item, for: other, document)
    }
  }

  private func stands(_ word: NodeIndex, for item: NodeIndex, _ document: Document) -> Bool {
    guard properties.count == 1 else { return false }
    return Self.isSameText(document.child(item, named: properties[0]), word, document)
  }

  /// Whether two nodes say the same; what is not there says as much as an empty text.
  private static func isSameText(_ left: NodeIndex?, _ right: NodeIndex?, _ document: Document)
    -> Bool
  {
    guard let left, let right else {
      return (left ?? right).map { document.withText($0) { $0.isEmpty } } ?? true
    }
    return document.withText(left) { left in
      document.withText(right) { left.count == $0.count && left.elementsEqual($0) }
    }
  }

  private func isRepeatedAmongMany(in list: NodeIndex, _ document: Document) -> Bool {
    var seen: Set<[String]> = []
    return document.items(of: list).contains { item in
      let parts =
        document.kind(item) == .map
        ? properties.map { document.child(item, named: $0).map(document.text) ?? "" }
        : [document.text(item)]
      return !seen.insert(parts).inserted
    }
  }
}
