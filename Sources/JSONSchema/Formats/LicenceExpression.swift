/// Licence expressions (SPDX specification 2.3, annex D): names of the SPDX list, or
/// `LicenseRef-…`, joined by AND, OR, WITH and parentheses.
enum LicenceExpression {
  private static let greatestDepth = 64
  private static let greatestName = 128

  static func accepts(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var cursor = TextCursor(text)
    guard takeExpression(&cursor, text, depth: 0) else { return false }
    return cursor.isAtEnd
  }

  /// Takes licences that are joined; which operator binds tighter does not matter to the form.
  private static func takeExpression(
    _ cursor: inout TextCursor,
    _ text: UnsafeBufferPointer<UInt8>,
    depth: Int
  ) -> Bool {
    if depth > greatestDepth { return false }
    while true {
      guard takeTerm(&cursor, text, depth: depth) else { return false }
      let before = cursor
      let spaces = skipSpaces(&cursor)
      let word = takeWord(&cursor, text)
      guard spaces > 0, equals(word, "AND") || equals(word, "OR") else {
        cursor = before
        _ = skipSpaces(&cursor)
        // Space at the very end belongs to nothing.
        return depth > 0 || before.isAtEnd
      }
    }
  }

  private static func takeTerm(
    _ cursor: inout TextCursor,
    _ text: UnsafeBufferPointer<UInt8>,
    depth: Int
  ) -> Bool {
    if depth > 0 || cursor.place > 0 { _ = skipSpaces(&cursor) }
    if cursor.take(UInt8(ascii: "(")) {
      return takeExpression(&cursor, text, depth: depth + 1) && cursor.take(UInt8(ascii: ")"))
    }
    guard isLicence(takeWord(&cursor, text)) else { return false }
    let before = cursor
    if skipSpaces(&cursor) > 0, equals(takeWord(&cursor, text), "WITH") {
      guard skipSpaces(&cursor) > 0 else { return false }
      return isKnown(takeWord(&cursor, text), in: exceptions)
    }
    cursor = before
    return true
  }

  private static func skipSpaces(_ cursor: inout TextCursor) -> Int {
    cursor.skip { $0 == UInt8(ascii: " ") }
  }

  private static func takeWord(_ cursor: inout TextCursor, _ text: UnsafeBufferPointer<UInt8>)
    -> UnsafeBufferPointer<UInt8>
  {
    let start = cursor.place
    cursor.skip { ByteClass.isAlphanumeric($0) || "-.+:".utf8.contains($0) }
    return text.part(start..<cursor.place)
  }

  private static func equals(_ word: UnsafeBufferPointer<UInt8>, _ other: StaticString) -> Bool {
    word.count == other.utf8CodeUnitCount && word.starts(with: other)
  }

  private static func isLicence(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    var name = word
    if name.starts(with: "DocumentRef-") {
      guard let colon = name.place(of: UInt8(ascii: ":")), colon > 12 else { return false }
      name = name.part(colon + 1..<name.count)
      if !name.starts(with: "LicenseRef-") { return false }
    }
    if name.starts(with: "LicenseRef-") {
      return name.count > 11
        && name.part(11..<name.count).allSatisfy {
          ByteClass.isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
        }
    }
    // A plus means "or later", for licences that do not have it in their name.
    if isKnown(name, in: licences) { return true }
    guard name.last == UInt8(ascii: "+") else { return false }
    return isKnown(name.part(0..<name.count - 1), in: licences)
  }

  private struct Names {
    let table: NameTable
    let extent: NameTable.Extent

    init(_ text: StaticString) {
      var table = NameTable()
      extent = table.add(
        text.description.split(separator: " ").map { NameTable.Name(text: String($0), target: 0) }
      )
      self.table = table
    }
  }

  private static let licences = Names(LicenceNames.licences)
  private static let exceptions = Names(LicenceNames.exceptions)

  /// Whether a list has a name, whatever the case of its letters.
  private static func isKnown(_ word: UnsafeBufferPointer<UInt8>, in names: Names) -> Bool {
    guard !word.isEmpty, word.count <= greatestName else { return false }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: word.count) { small in
      _ = small.initialize(from: word.lazy.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 })
      return names.table.slots.withUnsafeBufferPointer { slots in
        names.table.bytes.withUnsafeBufferPointer { bytes in
          slots.find(UnsafeBufferPointer(small), in: names.extent, bytes: bytes) != nil
        }
      }
    }
  }
}
