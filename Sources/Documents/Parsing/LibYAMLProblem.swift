internal import CLibYAML

/// What libyaml objects to, in our words.
struct LibYAMLProblem {
  private let parser: yaml_parser_t

  init(_ parser: yaml_parser_t) { self.parser = parser }

  private static func text(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }

  /// Returns the error with its place.
  func error(source: UnsafeBufferPointer<UInt8>, marks: inout MarkTable) -> DocumentError {
    let problem = Self.text(parser.problem)
    let context = Self.text(parser.context)
    var offset = marks.offset(of: Int(parser.problem_mark.index))
    if let tab = tab(at: offset, in: source) { return TabCheck.error(at: tab, in: source) }
    let isOpenQuote = context.contains("quoted scalar") && problem.contains("end of stream")
    if isOpenQuote { offset = marks.offset(of: Int(parser.context_mark.index)) }
    let words = Self.words(for: problem, context: context)
    if words.kind == .directive {
      while offset > 0, source[offset - 1] != UInt8(ascii: "\n") { offset -= 1 }
    }
    return DocumentError(
      kind: words.kind,
      message: words.message,
      at: offset,
      in: source,
      help: words.help
    )
  }

  /// A tab at the place of the problem, or in the white space before it.
  private func tab(at offset: Int, in source: UnsafeBufferPointer<UInt8>) -> Int? {
    if offset < source.count, source[offset] == UInt8(ascii: "\t") { return offset }
    var position = offset - 1
    while position >= 0, source[position] == UInt8(ascii: " ") || source[position] == 0x09 {
      if source[position] == 0x09 { return position }
      position -= 1
    }
    return nil
  }

  private static func words(
    for problem: String,
    context: String
  ) -> (kind: DocumentError.Kind, message: String, help: String?) {
    switch problem {
    case "mapping values are not allowed in this context":
      return (
        .syntax, "a colon is not allowed here",
        "put a text that has a colon and a space in quotes, or check the indentation"
      )
    case "could not find expected ':'":
      return (.syntax, "a colon is missing after the key before this", "write key: value")
    case "did not find expected key":
      return (.syntax, "a key is expected here", "check the indentation and the quotes before it")
    case "did not find expected '-' indicator":
      return (.syntax, "an item of a list is expected here", "start it with a dash")
    case "found character that cannot start any token":
      return (.syntax, "a value cannot start with this character", "put the text in quotes")
    case "found unexpected end of stream":
      let isQuote = context.contains("quoted")
      return (.syntax, isQuote ? "a quote is not closed" : "the text ends too early", nil)
    case "did not find expected ',' or '}'", "did not find expected ',' or ']'":
      return (.syntax, "a comma or a closing bracket is expected here", nil)
    case "found unknown escape character":
      return (.syntax, "unknown escape in double quotes", "write a backslash as \\\\")
    case "found invalid Unicode character escape code":
      return (.syntax, "the escape stands for no character", nil)
    case "did not find expected hexdecimal number":
      return (.syntax, "hexadecimal digits are expected in the escape", nil)
    case "did not find expected <document start>":
      return (.syntax, "the text goes on after its end", "check the indentation")
    case "found unknown directive name", "found incompatible YAML document",
      "found duplicate %YAML directive":
      return (.directive, "directives are not allowed", "remove the line")
    case "found undefined tag handle", "did not find expected tag URI":
      return (.tag, "explicit tags are not allowed", "remove the tag")
    case "": return (.syntax, "the text is no YAML", nil)
    default: return (.syntax, problem, nil)
    }
  }
}
