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
    /// One JSON text, or one a line.
    case lines
  }

  /// A place to look for a key, with what is done to the value found there.
  struct KeyPlace: Sendable {
    /// Where in a thing.
    var path: AttributePath
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
  /// The syntax.
  var reader: Reader
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
  /// Messages that hold no observations.
  var otherMessages: [OtherMessage] = []
  /// The names that lead to the things; empty where the text is one thing.
  var things: [String] = []
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
    let places = keys.map { String(describing: $0.path) }.joined(separator: ", ")
    return places.isEmpty ? "it has no key" : "it has no key: nothing stands at \(places)"
  }

  /// Returns the key of a thing, or nil where it has none.
  func key(of thing: Value) -> String? {
    for place in keys {
      guard let found = thing.value(at: place.path, keys: listKeys)?.scalarText,
        let text = Normalisation.apply([.trim] + place.steps, to: found)
      else { continue }
      return text
    }
    return nil
  }

  /// Whether a thing's key or class may stand at a path.
  func names(_ path: AttributePath) -> Bool {
    className == path || keys.contains { $0.path == path }
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
