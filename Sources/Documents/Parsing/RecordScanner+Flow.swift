extension RecordScanner {
  /// Reads a list or map in brackets.
  mutating func flow() -> Bool {
    let outside = builder.top
    guard openBracket() else { return false }
    while builder.top != outside {
      let isMap = builder[builder.top].kind == .map
      guard skipSpace() else { return false }
      let closing = isMap ? UInt8(ascii: "}") : UInt8(ascii: "]")
      if byte(position) == closing {
        guard closeBracket() else { return false }
        if builder.top != outside, !separator() { return false }
        continue
      }
      if isMap, !flowKey() { return false }
      switch flowValue() {
      case .gaveUp: return false
      case .opened: continue
      case .read: if !separator() { return false }
      }
    }
    return true
  }

  /// Skips spaces, line breaks and comments between the parts of brackets.
  private mutating func skipSpace() -> Bool {
    while true {
      skipSpaces()
      switch byte(position) {
      case UInt8(ascii: "#"):
        let before = byte(position - 1)
        guard before == UInt8(ascii: " ") || before == UInt8(ascii: "\n") else { return false }
        skipLine()
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): skipLine()
      case 0: return false
      default: return true
      }
      // A document marker may stand at the start of a line.
      let first = byte(position)
      if first == UInt8(ascii: "-") || first == UInt8(ascii: ".") || first == UInt8(ascii: "%") {
        return false
      }
    }
  }

  private enum Step {
    case gaveUp, opened, read
  }

  private mutating func openBracket() -> Bool {
    let kind: NodeKind = byte(position) == UInt8(ascii: "{") ? .map : .list
    do throws(DocumentError) {
      try builder.open(kind, style: .flow, at: position)
      position += 1
      return true
    } catch {
      return false
    }
  }

  private mutating func closeBracket() -> Bool {
    position += 1
    do throws(DocumentError) {
      try builder.close(at: position)
      return true
    } catch {
      return false
    }
  }

  /// Reads a key and its colon, which must be followed by a space.
  private mutating func flowKey() -> Bool {
    let start = position
    guard let key = scalar(inFlow: true), add(key) else { return false }
    skipSpaces()
    guard position - start <= ScalarText.longestPlainKey, byte(position) == UInt8(ascii: ":"),
      byte(position + 1) == UInt8(ascii: " ")
    else {
      return false
    }
    position += 1
    return true
  }

  private mutating func flowValue() -> Step {
    let start = position
    guard skipSpace() else { return .gaveUp }
    switch byte(position) {
    case UInt8(ascii: "{"), UInt8(ascii: "["): return openBracket() ? .opened : .gaveUp
    case UInt8(ascii: ","), UInt8(ascii: "}"):
      guard builder[builder.top].kind == .map else { return .gaveUp }
      return addNothing(at: start) ? .read : .gaveUp
    default:
      guard let scalar = scalar(inFlow: true), add(scalar) else { return .gaveUp }
      return .read
    }
  }

  /// Reads the comma after a child, or stops before the closing bracket.
  private mutating func separator() -> Bool {
    guard skipSpace() else { return false }
    let isMap = builder[builder.top].kind == .map
    switch byte(position) {
    case UInt8(ascii: ","):
      position += 1
      return true
    case UInt8(ascii: "}"): return isMap
    case UInt8(ascii: "]"): return !isMap
    default: return false
    }
  }
}
