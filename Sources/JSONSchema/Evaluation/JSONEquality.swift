internal import Documents

/// JSON's equality of nodes: numbers by what they are worth, maps without regard to order.
enum JSONEquality {
  static func areEqual(
    _ left: NodeIndex,
    _ leftDocument: Document,
    _ right: NodeIndex,
    _ rightDocument: Document
  ) -> Bool {
    let kind = leftDocument.kind(left)
    let other = rightDocument.kind(right)
    switch kind {
    case .integer, .decimal:
      guard other == .integer || other == .decimal else { return false }
      return leftDocument.withText(left) { leftText in
        rightDocument.withText(right) { rightText in
          leftText.elementsEqual(rightText)
            || ExactDecimal(leftText) == ExactDecimal(rightText)
        }
      }
    case .string:
      guard other == .string else { return false }
      return leftDocument.withText(left) { leftText in
        rightDocument.withText(right) { leftText.elementsEqual($0) }
      }
    case .list:
      guard other == .list, leftDocument.count(left) == rightDocument.count(right) else {
        return false
      }
      return areEqualLists(left, leftDocument, right, rightDocument)
    case .map:
      guard other == .map, leftDocument.count(left) == rightDocument.count(right) else {
        return false
      }
      return areEqualMaps(left, leftDocument, right, rightDocument)
    case .null, .true, .false: return kind == other
    }
  }

  private static func areEqualLists(
    _ left: NodeIndex,
    _ leftDocument: Document,
    _ right: NodeIndex,
    _ rightDocument: Document
  ) -> Bool {
    var leftItem = leftDocument.firstChild(left)
    var rightItem = rightDocument.firstChild(right)
    for _ in 0..<leftDocument.count(left) {
      guard areEqual(leftItem, leftDocument, rightItem, rightDocument) else { return false }
      leftItem = leftDocument.next(leftItem)
      rightItem = rightDocument.next(rightItem)
    }
    return true
  }

  private static func areEqualMaps(
    _ left: NodeIndex,
    _ leftDocument: Document,
    _ right: NodeIndex,
    _ rightDocument: Document
  ) -> Bool {
    var key = leftDocument.firstChild(left)
    // Most maps that are equal are in the same order, so the search starts where the last one ended.
    var twin = rightDocument.firstChild(right)
    let end = rightDocument.next(right)
    for _ in 0..<leftDocument.count(left) {
      let value = leftDocument.next(key)
      let found = leftDocument.withText(key) { name -> NodeIndex? in
        if twin < end, rightDocument.withText(twin, { $0.elementsEqual(name) }) { return twin }
        return rightDocument.key(of: right, named: name)
      }
      guard let found else { return false }
      let other = rightDocument.next(found)
      guard areEqual(value, leftDocument, other, rightDocument) else { return false }
      twin = rightDocument.next(other)
      key = leftDocument.next(value)
    }
    return true
  }

  /// A hash that equal nodes share.
  static func hash(_ node: NodeIndex, in document: Document) -> UInt64 {
    let kind = document.kind(node)
    switch kind {
    case .null, .true, .false: return UInt64(kind.rawValue) &* 0x9E37_79B9_7F4A_7C15
    case .integer, .decimal:
      var hasher = Hasher()
      hasher.combine(document.withText(node) { ExactDecimal($0) })
      return UInt64(bitPattern: Int64(hasher.finalize()))
    case .string: return document.withText(node) { hash(of: $0) }
    case .list:
      var sum: UInt64 = 0x2545_F491_4F6C_DD1D
      var item = document.firstChild(node)
      for _ in 0..<document.count(node) {
        sum = (sum ^ hash(item, in: document)) &* 0x1000_0000_01B3
        item = document.next(item)
      }
      return sum
    case .map:
      var sum: UInt64 = 0x5851_F42D_4C95_7F2D
      var key = document.firstChild(node)
      for _ in 0..<document.count(node) {
        let value = document.next(key)
        let name = document.withText(key) { hash(of: $0) }
        sum &+= (name ^ (hash(value, in: document) &* 0x9E37_79B9_7F4A_7C15)) &* 0x1000_0000_01B3
        key = document.next(value)
      }
      return sum
    }
  }

  private static func hash(of text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(text))
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }
}
