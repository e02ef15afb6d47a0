internal import Documents

/// Reads queries by recursive descent; every refusal names the character and what was expected.
struct QueryParser {
  private let text: String
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var depth = 0
  /// The terms read so far, with their places.
  private(set) var terms: [QueryText.Term] = []

  private static let greatestDepth = 64

  init(_ text: String) {
    self.text = text
    scalars = Array(text.unicodeScalars)
  }

  mutating func parse() throws(QueryError) -> Query {
    skipSpace()
    if position == scalars.count { return .everything }
    let query = try parseAny()
    if position < scalars.count {
      throw error("unexpected \(shown(scalars[position])): expected a term, or, or the end")
    }
    return query
  }

  private mutating func parseAny() throws(QueryError) -> Query {
    var parts = [try parseAll()]
    while takeWord("or") { parts.append(try parseAll()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func parseAll() throws(QueryError) -> Query {
    var parts = [try parseNot()]
    while true {
      if takeWord("and") {
        parts.append(try parseNot())
        continue
      }
      if position == scalars.count || scalars[position] == ")" || peekWord("or") { break }
      parts.append(try parseNot())
    }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func parseNot() throws(QueryError) -> Query {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.greatestDepth {
      throw error("the query is nested more than \(Self.greatestDepth) deep")
    }
    if takeWord("not") { return .not(try parseNot()) }
    if take("(") {
      let inner = try parseAny()
      guard take(")") else { throw error("expected ) to close the parenthesis") }
      return inner
    }
    return try parseTerm()
  }

  private mutating func parseTerm() throws(QueryError) -> Query {
    let start = position
    let name = try scanAttribute()
    if name == "has", take("(") {
      let path = try attribute()
      guard take(")") else { throw error("expected ) after the attribute") }
      terms.append(QueryText.Term(path: path, offset: start + "has(".count))
      return .has(path)
    }
    if name == "in", take("(") { return try parseMembership() }
    guard !name.isEmpty else {
      throw error(
        position < scalars.count
          ? "unexpected \(shown(scalars[position])): expected an attribute, has(…), in(…), not or ("
          : "the query ends where a term was expected"
      )
    }
    let path = try path(name, at: start)
    guard let comparison = takeOperator() else {
      throw error("expected =, !=, <, <=, >, >= or ~ after \(name)")
    }
    skipSpace()
    let place = position
    if position < scalars.count, scalars[position] == "=" {
      throw error("a value does not begin with =: quote it where that is meant")
    }
    let word = try value()
    terms.append(
      QueryText.Term(
        path: path,
        offset: start,
        comparison: comparison,
        words: [.init(text: word, offset: place)]
      )
    )
    return .compare(path, comparison, word)
  }

  private mutating func parseMembership() throws(QueryError) -> Query {
    let start = position
    let path = try attribute()
    var words: [QueryText.Word] = []
    while take(",") {
      let place = position
      words.append(.init(text: try value(endsAtComma: true), offset: place))
    }
    if words.isEmpty { throw error("expected , and at least one value") }
    guard take(")") else { throw error("expected , or ) after the value") }
    terms.append(
      QueryText.Term(path: path, offset: start, comparison: .equal, words: words)
    )
    return .isOneOf(path, words.map(\.text))
  }

  private mutating func attribute() throws(QueryError) -> AttributePath {
    skipSpace()
    let start = position
    let name = try scanAttribute()
    if name.isEmpty { throw error("expected an attribute") }
    let found = try path(name, at: start)
    skipSpace()
    return found
  }

  private func path(_ name: String, at start: Int) throws(QueryError) -> AttributePath {
    do throws(AttributePathError) {
      return try AttributePath(parsing: name)
    } catch {
      throw QueryError(query: text, offset: start + error.offset, message: error.message)
    }
  }

  /// Reads what may be an attribute path: letters up to an operator, with quoted and bracketed parts.
  private mutating func scanAttribute() throws(QueryError) -> String {
    let start = position
    var inBracket = false
    while position < scalars.count {
      let scalar = scalars[position]
      if scalar == "\"" {
        try skipQuoted()
        continue
      }
      if inBracket {
        if scalar == "]" { inBracket = false }
      } else if scalar == "[" {
        inBracket = true
      } else if scalar.properties.isWhitespace || "=!<>~(),\"".unicodeScalars.contains(scalar) {
        break
      }
      position += 1
    }
    if inBracket { throw error("expected ] to close the item's key") }
    return string(start..<position)
  }

  private mutating func skipQuoted() throws(QueryError) {
    let start = position
    position += 1
    while position < scalars.count, scalars[position] != "\"" {
      position += scalars[position] == "\\" ? 2 : 1
    }
    guard position < scalars.count else {
      position = start
      throw error("the quotation mark is not closed")
    }
    position += 1
  }

  private mutating func value(endsAtComma: Bool = false) throws(QueryError) -> String {
    skipSpace()
    guard position < scalars.count else { throw error("the query ends where a value was expected") }
    let word: String
    if scalars[position] == "\"" {
      let start = position
      try skipQuoted()
      word = unescaped(start + 1..<position - 1)
    } else {
      let start = position
      while position < scalars.count {
        let scalar = scalars[position]
        if scalar.properties.isWhitespace || scalar == "(" || scalar == ")" { break }
        if endsAtComma && scalar == "," { break }
        position += 1
      }
      word = string(start..<position)
      if word.isEmpty { throw error("expected a value, found \(shown(scalars[position]))") }
    }
    skipSpace()
    return word
  }

  private func unescaped(_ range: Range<Int>) -> String {
    var letters = String.UnicodeScalarView()
    var index = range.lowerBound
    while index < range.upperBound {
      if scalars[index] == "\\", index + 1 < range.upperBound { index += 1 }
      letters.append(scalars[index])
      index += 1
    }
    return String(letters)
  }

  private mutating func takeOperator() -> Query.Operator? {
    skipSpace()
    // The longer operators come first, so that <= is not read as < and a value =.
    for comparison in [Query.Operator.notEqual, .atMost, .atLeast, .equal, .less, .greater, .glob] {
      let letters = Array(comparison.rawValue.unicodeScalars)
      if Array(scalars[position...].prefix(letters.count)) == letters {
        position += letters.count
        return comparison
      }
    }
    return nil
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    skipSpace()
    guard position < scalars.count, scalars[position] == scalar else { return false }
    position += 1
    skipSpace()
    return true
  }

  private func peekWord(_ word: String) -> Bool {
    let letters = Array(word.unicodeScalars)
    guard Array(scalars[position...].prefix(letters.count)) == letters else { return false }
    let end = position + letters.count
    return end == scalars.count || scalars[end].properties.isWhitespace || scalars[end] == "("
  }

  private mutating func takeWord(_ word: String) -> Bool {
    skipSpace()
    guard peekWord(word) else { return false }
    position += word.unicodeScalars.count
    skipSpace()
    return true
  }

  private mutating func skipSpace() {
    while position < scalars.count, scalars[position].properties.isWhitespace { position += 1 }
  }

  private func string(_ range: Range<Int>) -> String {
    var letters = String.UnicodeScalarView()
    letters.append(contentsOf: scalars[range])
    return String(letters)
  }

  private func shown(_ scalar: Unicode.Scalar) -> String { "\"\(scalar)\"" }

  private func error(_ message: String) -> QueryError {
    QueryError(query: text, offset: min(position, scalars.count), message: message)
  }
}
