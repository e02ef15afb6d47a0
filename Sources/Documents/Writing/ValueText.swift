/// Values as YAML that looks written by hand.
///
/// A list of words goes on one line where it fits; a map of up to two scalars does too, and as an
/// item of a list any map of scalars; everything else is written by indentation. Texts of several
/// lines become literal blocks where that reads back as the same.
struct ValueText {
  /// No line that could be broken is longer.
  static let width = 100

  /// Where a value stands.
  enum Slot {
    case root, entry, item
  }

  /// A value by parts: what follows the colon or dash on its line, and the lines below, which carry
  /// their indentation.
  struct Form {
    var inline: [UInt8]
    var lines: [[UInt8]] = []
    /// Whether it ends in a literal block, to which a comment below could be added by mistake.
    var endsInBlockScalar = false
  }

  var order = KeyOrder.none
  /// How far entries of a nested map are indented.
  var step = 2
  /// How far the dashes of a list below a key are indented.
  var listStep = 2

  /// A cursor of the key order.
  typealias Cursor = PatternTree<KeyOrder.Ranks>.Cursor

  /// What surrounds a value.
  struct Surroundings {
    var slot: Slot
    /// The column of the map or list that holds it.
    var column: Int
    /// The column at which it may start on the line of its key or dash.
    var inlineColumn: Int
    var cursor: Cursor
    /// How the scalar was quoted, or the collection written, that stands there or beside it.
    var style: NodeStyle?
  }

  /// Returns the value as it stands in a list or map by indentation, or as the root.
  func form(of value: Value, in place: Surroundings) -> Form {
    switch value {
    case .string(let text):
      if let literal = literal(text, in: place) { return literal }
      return Form(inline: ScalarText.string(text, inFlow: false, like: place.style))
    case .list(let items):
      if items.isEmpty || isOneLine(list: items, value, in: place) {
        return Form(inline: flow(value, place.cursor))
      }
      return block(items, in: place)
    case .map(let map):
      if map.isEmpty || isOneLine(map: map, value, in: place) {
        return Form(inline: flow(value, place.cursor))
      }
      return block(map, in: place)
    default: return Form(inline: ScalarText.inline(value, inFlow: false))
    }
  }

  // MARK: On one line

  /// Returns the value in brackets and braces on one line.
  func flow(_ value: Value, _ cursor: Cursor, like style: NodeStyle? = nil) -> [UInt8] {
    var bytes: [UInt8] = []
    switch value {
    case .list(let items):
      bytes += "[".utf8
      for (offset, item) in items.enumerated() {
        if offset > 0 { bytes += ", ".utf8 }
        bytes += flow(item, order.tree.stepToItem(cursor))
      }
      bytes += "]".utf8
    case .map(let map) where map.isEmpty: bytes += "{}".utf8
    case .map(let map):
      bytes += "{ ".utf8
      for (offset, place) in sorted(map, cursor).enumerated() {
        if offset > 0 { bytes += ", ".utf8 }
        bytes += flowEntry(map[place].key, map[place].value, cursor)
      }
      bytes += " }".utf8
    default: bytes += ScalarText.inline(value, inFlow: true, like: style)
    }
    return bytes
  }

  /// Returns an entry for a map in braces; `cursor` is that of the map.
  func flowEntry(_ name: String, _ value: Value, _ cursor: Cursor) -> [UInt8] {
    let key = ScalarText.string(name, inFlow: true)
    let isLong = key.count > ScalarText.longestPlainKey
    return (isLong ? Array("? ".utf8) : []) + key + ": ".utf8
      + flow(value, order.tree.step(cursor, name: name))
  }

  private func sorted(_ map: ValueMap, _ cursor: Cursor) -> [Int] {
    KeyOrder.sorted(map.keys, ranks: order.tree.payload(cursor))
  }

  private func fits(_ value: Value, in place: Surroundings) -> Bool {
    place.inlineColumn + flow(value, place.cursor).count <= Self.width
  }

  private func isOneLine(list items: [Value], _ value: Value, in place: Surroundings) -> Bool {
    guard place.slot != .root, place.style != .block else { return false }
    return items.allSatisfy { Self.isShort($0) || Self.isListOfScalars($0) }
      && fits(value, in: place)
  }

  private func isOneLine(map: ValueMap, _ value: Value, in place: Surroundings) -> Bool {
    guard place.slot != .root, place.style != .block else { return false }
    let isPlain = map.allSatisfy { Self.isShort($0.value) || Self.isListOfScalars($0.value) }
    let isSmall = place.slot == .item || place.style == .flow || map.count <= 2
    return isPlain && isSmall && fits(value, in: place)
  }

  /// Whether the value is a scalar without line breaks, or holds nothing.
  private static func isShort(_ value: Value) -> Bool {
    switch value {
    case .string(let text): !text.utf8.contains(UInt8(ascii: "\n"))
    case .list, .map: value.childCount == 0
    default: true
    }
  }

  private static func isListOfScalars(_ value: Value) -> Bool {
    value.listValue?.allSatisfy(isShort) ?? false
  }

  // MARK: By indentation

  private func block(_ items: [Value], in place: Surroundings) -> Form {
    let column: Int
    switch place.slot {
    case .root: column = 0
    case .entry: column = place.column + listStep
    case .item: column = place.column + 2
    }
    var form = Form(inline: [])
    for item in items {
      let text = self.item(item, column: column, order.tree.stepToItem(place.cursor))
      form.lines.append(Self.indented(text.inline, by: column))
      form.lines += text.lines
      form.endsInBlockScalar = text.endsInBlockScalar
    }
    return place.slot == .item ? Self.pulledUp(form, column: column) : form
  }

  private func block(_ map: ValueMap, in place: Surroundings) -> Form {
    let column: Int
    switch place.slot {
    case .root: column = 0
    case .entry: column = place.column + step
    case .item: column = place.column + 2
    }
    var form = Form(inline: [])
    for offset in sorted(map, place.cursor) {
      let text = entry(map[offset].key, map[offset].value, column: column, place.cursor)
      form.lines.append(Self.indented(text.inline, by: column))
      form.lines += text.lines
      form.endsInBlockScalar = text.endsInBlockScalar
    }
    return place.slot == .item ? Self.pulledUp(form, column: column) : form
  }

  /// Moves the first line up beside the dash.
  private static func pulledUp(_ form: Form, column: Int) -> Form {
    var form = form
    form.inline = Array(form.lines.removeFirst().dropFirst(column))
    return form
  }

  /// Returns an item from its dash on; the dash stands at `column`.
  func item(_ value: Value, column: Int, _ cursor: Cursor, style: NodeStyle? = nil) -> Form {
    var form = form(
      of: value,
      in: Surroundings(
        slot: .item,
        column: column,
        inlineColumn: column + 2,
        cursor: cursor,
        style: style
      )
    )
    form.inline = Array("-".utf8) + (form.inline.isEmpty ? [] : [UInt8(ascii: " ")]) + form.inline
    return form
  }

  /// Returns an entry from its key on; the key stands at `column`, and `cursor` is that of the map.
  func entry(_ name: String, _ value: Value, column: Int, _ cursor: Cursor) -> Form {
    let key = ScalarText.string(name, inFlow: false)
    let isLong = key.count > ScalarText.longestPlainKey
    var form = form(
      of: value,
      in: Surroundings(
        slot: .entry,
        column: column,
        inlineColumn: isLong ? column + 2 : column + key.count + 2,
        cursor: order.tree.step(cursor, name: name)
      )
    )
    let colon = Array(":".utf8) + (form.inline.isEmpty ? [] : [UInt8(ascii: " ")]) + form.inline
    if isLong {
      form.lines.insert(Self.indented(colon, by: column), at: 0)
      form.inline = Array("? ".utf8) + key
    } else {
      form.inline = key + colon
    }
    return form
  }

  /// Returns the text as a literal block, or nil where it is on one line or would not read back.
  private func literal(_ text: String, in place: Surroundings) -> Form? {
    var content = Array(text.utf8)
    guard content.contains(UInt8(ascii: "\n")) else { return nil }
    var header = "|-"
    if content.last == UInt8(ascii: "\n") {
      content.removeLast()
      header = "|"
    }
    let lines = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard let last = lines.last, !last.isEmpty,
      lines.allSatisfy({ ScalarText.isPrintable(Array($0)) && $0.last != UInt8(ascii: " ") })
    else { return nil }
    let indent: Int
    switch place.slot {
    case .root: indent = 2
    case .entry: indent = place.column + step
    case .item: indent = place.column + 2
    }
    if lines.first(where: { !$0.isEmpty })?.first == UInt8(ascii: " ") {
      let digit = indent - max(place.column, 0)
      guard (1...9).contains(digit) else { return nil }
      header = "|\(digit)" + header.dropFirst()
    }
    return Form(
      inline: Array(header.utf8),
      lines: lines.map { $0.isEmpty ? [] : Self.indented(Array($0), by: indent) },
      endsInBlockScalar: true
    )
  }

  static func indented(_ bytes: [UInt8], by column: Int) -> [UInt8] {
    [UInt8](repeating: UInt8(ascii: " "), count: column) + bytes
  }
}
