/// Reads the part of YAML that records are mostly made of: lists and maps by indentation, scalars on
/// one line, block scalars, lists and maps in brackets, comments.
///
/// It reads what it knows exactly as libyaml does, and gives up on everything else: what is rare,
/// what is wrong, and what it only might get wrong. Then libyaml reads the text from the start. Texts
/// with tabs are not for it. A property test holds the two equal.
struct RecordScanner: ~Copyable {
  var builder: TreeBuilder
  let source: UnsafeBufferPointer<UInt8>
  /// Where reading goes on.
  var position = 0
  /// Where the current line starts.
  private var lineStart = 0
  /// Whether the last key or dash had nothing after it, so that its value may stand below.
  private var isPending = false
  /// Where the value stands if nothing does.
  private var pendingPlace = 0
  /// Where the root stands if nothing does: after `---`; negative before any.
  private var rootPlace = -1

  init(source: UnsafeBufferPointer<UInt8>, isASCII: Bool, limits: Document.Limits) {
    self.source = source
    builder = TreeBuilder(source: source, isASCII: isASCII, limits: limits)
  }

  /// The byte at an offset; 0, which no text has, behind the end.
  @inline(__always)
  func byte(_ offset: Int) -> UInt8 {
    // SAFETY: the offset is below the count, and never negative.
    offset < source.count ? source.baseAddress.unsafelyUnwrapped[offset] : 0
  }

  /// Whether a line ends at the offset.
  @inline(__always)
  func isLineEnd(_ offset: Int) -> Bool {
    let byte = byte(offset)
    return byte == UInt8(ascii: "\n") || byte == 0 || byte == UInt8(ascii: "\r")
  }

  /// Whether a blank, or the end of the line, stands at the offset.
  @inline(__always)
  func isBlank(_ offset: Int) -> Bool { byte(offset) == UInt8(ascii: " ") || isLineEnd(offset) }

  @inline(__always)
  mutating func skipSpaces() {
    while byte(position) == UInt8(ascii: " ") { position += 1 }
  }

  @inline(__always)
  mutating func skipLine() {
    while position < source.count, byte(position) != UInt8(ascii: "\n") { position += 1 }
    position += 1
  }

  /// Reads the whole text; false where it gives up.
  mutating func scan() -> Bool {
    while position < source.count {
      lineStart = position
      skipSpaces()
      if isLineEnd(position) || byte(position) == UInt8(ascii: "#") {
        skipLine()
        continue
      }
      let column = position - lineStart
      if column == 0, isMarker() {
        guard documentStart() else { return false }
        continue
      }
      guard settle(column), line(column) else { return false }
    }
    if isPending, !addNothing(at: pendingPlace) { return false }
    while builder.top >= 0 {
      guard close() else { return false }
    }
    return builder.count > 0 || addNothing(at: max(rootPlace, 0))
  }

  /// Reads a line with `---` alone, before anything else.
  private mutating func documentStart() -> Bool {
    guard rootPlace < 0, builder.count == 0, byte(position) == UInt8(ascii: "-"),
      byte(position + 1) == UInt8(ascii: "-"),
      byte(position + 2) == UInt8(ascii: "-"), isBlank(position + 3)
    else { return false }
    position += 3
    rootPlace = position
    skipSpaces()
    guard isLineEnd(position) || byte(position) == UInt8(ascii: "#") else { return false }
    skipLine()
    return true
  }

  /// Whether the line starts like a document marker or a directive.
  private func isMarker() -> Bool {
    switch byte(position) {
    case UInt8(ascii: "%"): true
    case UInt8(ascii: "-"): byte(position + 1) == UInt8(ascii: "-")
    case UInt8(ascii: "."): byte(position + 1) == UInt8(ascii: ".")
    default: false
    }
  }

  // MARK: Containers

  /// The column of an open container by indentation.
  @inline(__always)
  func column(_ container: Int) -> Int { Int(builder[container].text) }

  private mutating func open(_ kind: NodeKind, column: Int) -> Bool {
    do throws(DocumentError) {
      try builder.open(kind, style: .block, at: position)
    } catch {
      return false
    }
    builder[builder.top].text = UInt32(truncatingIfNeeded: column)
    return true
  }

  private mutating func close() -> Bool {
    do throws(DocumentError) {
      try builder.close(at: nil)
      return true
    } catch {
      return false
    }
  }

  /// Adds a scalar; false where the builder refuses it.
  @inline(__always)
  mutating func add(
    _ kind: NodeKind,
    _ style: NodeStyle,
    _ range: Range<Int>,
    text: Range<Int>,
    isDecoded: Bool = false
  ) -> Bool {
    do throws(DocumentError) {
      try builder.scalar(kind, style: style, range: range, text: text, isDecoded: isDecoded)
      return true
    } catch {
      return false
    }
  }

  mutating func addNothing(at place: Int) -> Bool {
    add(.null, .plain, place..<place, text: place..<place)
  }

  /// Brings the open containers in line with a line at that column: gives a pending key or dash its
  /// nothing, and closes what is indented further.
  private mutating func settle(_ column: Int) -> Bool {
    let top = builder.top
    if isPending, top >= 0 {
      let own = self.column(top)
      if column > own { return true }
      let isDash = byte(position) == UInt8(ascii: "-") && isBlank(position + 1)
      if column == own, isDash, builder[top].kind == .map { return true }
      isPending = false
      guard addNothing(at: pendingPlace) else { return false }
    }
    while builder.top >= 0, self.column(builder.top) > column {
      guard close() else { return false }
    }
    guard builder.top >= 0 else { return builder.count == 0 }
    guard self.column(builder.top) == column else { return false }
    if builder[builder.top].kind == .list {
      if byte(position) == UInt8(ascii: "-"), isBlank(position + 1) { return true }
      // A list at the column of its key ends where the next key stands.
      let around = builder.surrounding(builder.top)
      guard around >= 0, self.column(around) == column, builder[around].kind == .map else {
        return false
      }
      return close()
    }
    return true
  }

  // MARK: Lines

  /// Reads the content of a line, from its first character on to the start of the next line.
  private mutating func line(_ start: Int) -> Bool {
    var column = start
    // Whether what follows is a value of its own, not the next child of the innermost container.
    var isValue = isPending || builder.top < 0
    isPending = false
    while byte(position) == UInt8(ascii: "-"), isBlank(position + 1) {
      if isValue {
        guard open(.list, column: column) else { return false }
      } else if builder[builder.top].kind != .list {
        return false
      }
      position += 1
      let dashEnd = position
      skipSpaces()
      if isLineEnd(position) || byte(position) == UInt8(ascii: "#") {
        isPending = true
        pendingPlace = dashEnd
        skipLine()
        return true
      }
      column = position - lineStart
      isValue = true
    }
    return content(column, isValue: isValue)
  }

  /// Reads an entry, or a scalar or brackets where a value may stand.
  private mutating func content(_ column: Int, isValue: Bool) -> Bool {
    let first = byte(position)
    if first == UInt8(ascii: "[") || first == UInt8(ascii: "{") {
      return isValue && flow() && endLine()
    }
    if first == UInt8(ascii: "|") || first == UInt8(ascii: ">") {
      return isValue && builder.top >= 0 && blockScalar()
    }
    guard let scalar = scalar(inFlow: false) else { return false }
    skipSpaces()
    guard byte(position) == UInt8(ascii: ":"), isBlank(position + 1) else {
      // A plain scalar has ended at the end of the line or at a comment.
      return isValue && add(scalar) && endLine()
    }
    guard position - scalar.range.lowerBound <= ScalarText.longestPlainKey else { return false }
    if isValue {
      let colon = position
      position = scalar.range.lowerBound
      guard open(.map, column: column) else { return false }
      position = colon
    } else if builder[builder.top].kind != .map {
      return false
    }
    guard add(scalar) else { return false }
    position += 1
    return entryValue(after: position)
  }

  private mutating func entryValue(after colonEnd: Int) -> Bool {
    skipSpaces()
    switch byte(position) {
    case UInt8(ascii: "\n"), 0, UInt8(ascii: "\r"), UInt8(ascii: "#"):
      isPending = true
      pendingPlace = colonEnd
      skipLine()
      return true
    case UInt8(ascii: "["), UInt8(ascii: "{"): return flow() && endLine()
    case UInt8(ascii: "|"), UInt8(ascii: ">"): return blockScalar()
    default:
      guard let scalar = scalar(inFlow: false) else { return false }
      return add(scalar) && endLine()
    }
  }

  /// Ends the line after a value: only blanks and a comment may follow.
  private mutating func endLine() -> Bool {
    let start = position
    skipSpaces()
    let isComment = byte(position) == UInt8(ascii: "#") && position > start
    let followsPlain =
      byte(position) == UInt8(ascii: "#") && byte(position - 1) == UInt8(ascii: " ")
    guard isLineEnd(position) || isComment || followsPlain else { return false }
    skipLine()
    return true
  }
}
