import Documents
import Records

/// What a connector's file says about reading: the syntax, what is recognised, where the things
/// are, what names them, and which of their values anybody asks for.
struct ReadingRules: Sendable {
  /// The syntaxes that are read.
  enum Reader: String, Sendable, CaseIterable {
    /// One JSON text.
    case json
    /// One XML text.
    case xml
    /// Comma-separated values with a header line.
    case csv
    /// Lines of text, or one JSON text a line.
    case lines
    /// One message of Protocol Buffers.
    case protobuf
  }

  /// A place to look for a key, with what is done to the value found there.
  struct KeyPlace: Sendable {
    /// Where in a thing; of several places the texts are joined by slashes, if the last says something.
    var paths: [AttributePath]
    /// What is done to the text.
    var steps: [Normalisation]
  }

  /// A message of the same program that holds no observations.
  struct OtherMessage: Sendable {
    /// How it is told apart.
    var when: Query
    /// What it is.
    var message: String
    /// What to do.
    var help: String
  }

  /// The name of the source.
  var source = ""
  /// The kind of the connector.
  var kind: String
  /// The syntaxes, the usual one first.
  var readers: [Reader]
  /// Bounds.
  var limits = ConnectorLimits()
  /// What is done about an XML document type.
  var documentType: XMLReader.DocumentType = .refused
  /// The name of the XML root element.
  var root: String?
  /// What holds over the outermost value of a text of this kind.
  var recognised: Query?
  /// Endings of file names of this kind, such as `.csv`.
  var fileNames: [String] = []
  /// Columns that every table of this kind has; of several sets one suffices.
  var columns: [[String]] = []
  /// Messages that hold no observations.
  var otherMessages: [OtherMessage] = []
  /// Whether columns are named in small letters with underscores.
  var hasPlainColumns = false
  /// The names that lead to the things, in every way that is tried; where there is none, the text is
  /// one thing or a list of them. An empty way is the text itself, where no other led anywhere.
  var things: [[String]] = []
  /// The name that the whole text gets where it is a list that speaks of one thing.
  var wrap: String?
  /// The name of lists inside items, whose items follow the one that they stand in.
  var flatten: String?
  /// What must hold of a thing for it to be taken.
  var condition: Query?
  /// The name in a thing under which stands whom the text is about, where it does not say so itself.
  var subject: String?
  /// Whom the text is about, as whoever delivers it says.
  var givenSubject: String?
  /// The names that lead from a thing to its values; empty where it holds them itself.
  var attributes: [String] = []
  /// Names in the thing that count as values although they stand beside them.
  var besides: [String] = []
  /// Where the key is, the first that says something.
  var keys: [KeyPlace] = []
  /// Where the class is, where the text says it.
  var className: AttributePath?
  /// The names that lead to what is a list even if it holds one thing.
  var listNames: Set<[String]> = []
  /// The properties by which the source's lists are keyed, by the names that lead to the list.
  var lists: [[String]: ListKey] = [:]
  /// The same by pattern.
  var listKeys = ListKeys.none
  /// The parts of a thing that are said as a whole.
  var sections: [String] = []
  /// Where a thing says that it carries only some of them.
  var partial: AttributePath?
  /// Whether a delivery speaks of everything that the source knows.
  var isWhole = false
  /// What is kept of a thing, by the class that it says it is of.
  var selections = SelectionTable()

  /// Why a thing without a key is refused.
  var missingKeyMessage: String {
    let places = keys.map(\.description).joined(separator: ", ")
    if places.isEmpty { return "it has no key" }
    if subject != nil {
      return "it does not say which machine it is of: name the file after it, or use --key"
    }
    return "it has no key: nothing stands at \(places)"
  }

  /// Returns the key of a thing, or nil where it has none.
  func key(of thing: Value) -> String? {
    for place in keys {
      let found = place.paths.map { thing.value(at: $0, keys: listKeys)?.scalarText }
      let joined = found.compactMap { $0 }.joined(separator: "/")
      guard found.last != .some(nil),
        let text = Normalisation.apply([.trim] + place.steps, to: joined)
      else { continue }
      return text
    }
    return nil
  }

  /// Whether the kind is written in a syntax.
  func reads(_ reader: Reader) -> Bool { readers.contains(reader) }

  /// The syntax of a text of this kind by its first character; nil where none fits.
  func reader(of first: UInt8) -> Reader? {
    switch first {
    case UInt8(ascii: "<"): readers.first { $0 == .xml }
    case UInt8(ascii: "{"), UInt8(ascii: "["): readers.first { [.json, .lines].contains($0) }
    default: readers.first { [.csv, .lines, .protobuf].contains($0) } ?? readers.first
    }
  }

  /// A thing as the mapping sees it: flat where the kind's lists lie in one another, and with whom
  /// it is about.
  func prepared(_ value: Value) -> Value {
    var value = flatten.map { value.flattened($0) } ?? value
    if let subject, let givenSubject, case .map(var fields) = value, fields[subject] == nil {
      fields[subject] = .string(givenSubject)
      value = .map(fields)
    }
    return value
  }

  /// Whether a thing's key or class may stand at a path.
  func names(_ path: AttributePath) -> Bool {
    className == path || keys.contains { $0.paths.contains(path) }
  }

  /// Returns what was found of a thing.
  func thing(from value: Value, line: Int?) -> Thing {
    var attributes = value
    for name in self.attributes { attributes = attributes[name] ?? .map([:]) }
    if !besides.isEmpty, case .map(var fields) = attributes {
      for name in besides where fields[name] == nil { fields[name] = value[name] }
      attributes = .map(fields)
    }
    return Thing(
      key: key(of: value),
      className: className.flatMap { value.value(at: $0, keys: listKeys)?.stringValue },
      attributes: attributes,
      line: line
    )
  }

  /// Returns the sections that a thing carries: all of them, or those that it names where it says
  /// that it is partial; nil where the kind has none.
  func carriedSections(of thing: Value, attributes: Value) -> [String]? {
    guard !sections.isEmpty else { return nil }
    guard let partial, thing.value(at: partial, keys: listKeys)?.isYes == true else { return nil }
    return sections.filter { attributes[$0] != nil }
  }

  /// Throws where the text is another message of the program.
  func checkMessage(_ root: Value) throws(ConnectorError) {
    guard let other = otherMessages.first(where: { $0.when.holds(for: root) }) else { return }
    throw ConnectorError(.otherMessage, other.message, help: other.help)
  }
}

extension Value {
  /// Whether a program means yes: `true`, `1`, `yes`.
  fileprivate var isYes: Bool {
    switch self {
    case .bool(let truth): truth
    case .number(let number): number == Number(1)
    case .string(let text): ["1", "true", "yes"].contains(text.lowercased())
    default: false
    }
  }
}

extension ReadingRules.KeyPlace: CustomStringConvertible {
  var description: String { paths.map(\.description).joined(separator: "/") }
}

extension Value {
  /// The value in which every item's own list of that name follows the item instead.
  func flattened(_ name: String) -> Value {
    switch self {
    case .map(let fields):
      var flat = fields
      for (field, value) in fields { flat[field] = value.flattened(name) }
      return .map(flat)
    case .list(let items):
      var flat: [Value] = []
      for item in items {
        guard case .map(var fields) = item.flattened(name), case .list(let inner)? = fields[name]
        else {
          flat.append(item)
          continue
        }
        fields[name] = nil
        flat.append(.map(fields))
        flat += inner
      }
      return .list(flat)
    default: return self
    }
  }
}
