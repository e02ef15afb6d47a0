internal import CLibYAML

/// Reads YAML through libyaml's events.
struct LibYAMLReader: ~Copyable {
  var builder: TreeBuilder
  let source: UnsafeBufferPointer<UInt8>
  let check: SourceCheck
  // libyaml's parser points into itself, so it must not move.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private var marks: MarkTable
  /// Where a root that is not written stands.
  private var rootStart = 0
  private var documents = 0

  init(source: UnsafeBufferPointer<UInt8>, check: SourceCheck, limits: Document.Limits) {
    self.source = source
    self.check = check
    builder = TreeBuilder(source: source, isASCII: check.isASCII, limits: limits)
    marks = MarkTable(source: source, isASCII: check.isASCII)
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    // It fails only without memory, and then so does everything else.
    precondition(yaml_parser_initialize(parser) == 1, "libyaml has no memory")
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    // SAFETY: the source outlives the reader. An empty one may have no address; it is not read.
    if let address = source.baseAddress {
      yaml_parser_set_input_string(parser, address, source.count)
    }
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// Reads the whole text into the builder.
  mutating func read() throws(DocumentError) {
    let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
    defer { event.deallocate() }
    var isDone = source.isEmpty
    while !isDone {
      guard yaml_parser_parse(parser, event) == 1 else { throw syntaxError() }
      defer { yaml_event_delete(event) }
      isDone = try take(event)
    }
    if builder.count == 0 {
      try builder.scalar(.null, style: .plain, range: rootStart..<rootStart, text: 0..<0)
    }
    if check.hasTab { try TabCheck.check(builder) }
  }

  /// Takes one event; returns whether it was the last.
  private mutating func take(_ event: UnsafeMutablePointer<yaml_event_t>) throws(DocumentError)
    -> Bool
  {
    switch event.pointee.type {
    case YAML_STREAM_END_EVENT: return true
    case YAML_DOCUMENT_START_EVENT: try startDocument(event)
    case YAML_ALIAS_EVENT:
      throw failure(
        .alias,
        "aliases are not allowed",
        event,
        help: "write the value where it is used"
      )
    case YAML_SCALAR_EVENT: try scalar(event)
    case YAML_SEQUENCE_START_EVENT:
      let data = event.pointee.data.sequence_start
      try refuse(anchor: data.anchor, tag: data.tag, event)
      try builder.open(
        .list,
        style: data.style == YAML_FLOW_SEQUENCE_STYLE ? .flow : .block,
        at: start(event)
      )
    case YAML_MAPPING_START_EVENT:
      let data = event.pointee.data.mapping_start
      try refuse(anchor: data.anchor, tag: data.tag, event)
      try builder.open(
        .map,
        style: data.style == YAML_FLOW_MAPPING_STYLE ? .flow : .block,
        at: start(event)
      )
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: try close(event)
    default: break
    }
    return false
  }

  private mutating func start(_ event: UnsafeMutablePointer<yaml_event_t>) -> Int {
    marks.offset(of: Int(event.pointee.start_mark.index))
  }

  private mutating func failure(
    _ kind: DocumentError.Kind,
    _ message: String,
    _ event: UnsafeMutablePointer<yaml_event_t>,
    help: String? = nil
  ) -> DocumentError {
    builder.failure(kind, message, at: start(event), help: help)
  }

  private mutating func startDocument(_ event: UnsafeMutablePointer<yaml_event_t>)
    throws(DocumentError)
  {
    documents += 1
    guard documents == 1 else {
      throw failure(
        .severalDocuments,
        "the text holds more than one document",
        event,
        help: "write every record into a file of its own"
      )
    }
    let data = event.pointee.data.document_start
    if let version = data.version_directive,
      (version.pointee.major, version.pointee.minor) != (1, 2)
    {
      throw failure(
        .directive,
        "the text asks for YAML \(version.pointee.major).\(version.pointee.minor)",
        event,
        help: "remove the line; every text is read as YAML 1.2"
      )
    }
    if data.tag_directives.start != data.tag_directives.end {
      throw failure(.directive, "directives are not allowed", event, help: "remove the line")
    }
    rootStart = marks.offset(of: Int(event.pointee.end_mark.index))
  }

  private mutating func refuse(
    anchor: UnsafeMutablePointer<UInt8>?,
    tag: UnsafeMutablePointer<UInt8>?,
    _ event: UnsafeMutablePointer<yaml_event_t>
  ) throws(DocumentError) {
    if anchor != nil {
      throw failure(
        .anchor,
        "anchors are not allowed",
        event,
        help: "write the value where it is used"
      )
    }
    // libyaml forgets the tag `!`, but not that the node started there.
    let offset = start(event)
    if tag != nil || (offset < source.count && source[offset] == UInt8(ascii: "!")) {
      throw failure(
        .tag,
        "explicit tags are not allowed",
        event,
        help: "remove the tag; put a text that would read as something else in quotes"
      )
    }
  }

  private mutating func close(_ event: UnsafeMutablePointer<yaml_event_t>) throws(DocumentError) {
    guard builder.top >= 0 else { return }
    let container = builder[builder.top]
    let end = marks.offset(of: Int(event.pointee.end_mark.index))
    // A map in a list in brackets may go without braces: `[a: b]`. It ends with its value.
    let first = source[Int(container.start)]
    let isClosed = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    try builder.close(at: container.style == .flow && isClosed ? end : nil)
  }

  private mutating func scalar(_ event: UnsafeMutablePointer<yaml_event_t>) throws(DocumentError) {
    let data = event.pointee.data.scalar
    try refuse(anchor: data.anchor, tag: data.tag, event)
    // SAFETY: libyaml owns the text until the event is deleted, which is after this call.
    let text = UnsafeBufferPointer<UInt8>(start: data.value, count: data.length)
    let start = start(event)
    let end = marks.offset(of: Int(event.pointee.end_mark.index))
    switch data.style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
      try add(text, .string, .singleQuoted, start..<end, inside: start + 1..<end - 1)
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
      try add(text, .string, .doubleQuoted, start..<end, inside: start + 1..<end - 1)
    case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE:
      let style: NodeStyle = data.style == YAML_LITERAL_SCALAR_STYLE ? .literal : .folded
      let range = start..<BlockScalar(source, at: start, parentIndent: blockIndent).end
      try add(text, .string, style, range, inside: range)
    default:
      if start == end {
        let place = placeOfNothing(reported: start)
        try builder.scalar(.null, style: .plain, range: place..<place, text: place..<place)
      } else {
        let kind =
          builder.expectsKey ? .string : try PlainScalar.kind(of: text, at: start, builder)
        try add(text, kind, .plain, start..<end, inside: start..<end)
      }
    }
  }

  /// Adds a scalar whose text is taken from the source where it stands there as it reads.
  private mutating func add(
    _ text: UnsafeBufferPointer<UInt8>,
    _ kind: NodeKind,
    _ style: NodeStyle,
    _ range: Range<Int>,
    inside: Range<Int>
  ) throws(DocumentError) {
    if inside.count == text.count,
      SameBytes.same(UnsafeBufferPointer(rebasing: source[inside]), text)
    {
      try builder.scalar(kind, style: style, range: range, text: inside)
      return
    }
    let offset = builder.decoded.count
    builder.decoded.append(contentsOf: text)
    try builder.scalar(
      kind,
      style: style,
      range: range,
      text: offset..<builder.decoded.count,
      isDecoded: true
    )
  }

  /// The column of the innermost list or map by indentation; -1 outside of any.
  private var blockIndent: Int {
    var container = builder.top
    while container >= 0, builder[container].style != .block {
      container = builder.surrounding(container)
    }
    guard container >= 0 else { return -1 }
    let start = Int(builder[container].start)
    var line = start
    while line > 0, source[line - 1] != UInt8(ascii: "\n") { line -= 1 }
    return start - line
  }

  /// Where a value that is not written stands: after the colon or dash, or after its key where
  /// there is no colon. libyaml reports some of them at the next token.
  private func placeOfNothing(reported: Int) -> Int {
    guard builder.top >= 0 else { return rootStart }
    guard builder[builder.top].kind == .map, !builder.expectsKey else { return reported }
    let keyEnd = Int(builder.lastEnd)
    let gap = Gap(source, keyEnd..<max(keyEnd, min(reported + 1, source.count)))
    return gap.first(UInt8(ascii: ":")).map { $0 + 1 } ?? keyEnd
  }

  private mutating func syntaxError() -> DocumentError {
    LibYAMLProblem(parser.pointee).error(source: source, marks: &marks)
  }
}
