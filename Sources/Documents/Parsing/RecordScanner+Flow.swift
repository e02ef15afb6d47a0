extension RecordScanner {
  /// Reads a list or map in brackets that ends on its line.
  mutating func flow() -> Bool {
    let outside = builder.top
    guard openBracket() else { return false }
    while builder.top != outside {
      let isMap = builder[builder.top].kind == .map
      skipSpaces()
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
    skipSpaces()
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
    skipSpaces()
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
