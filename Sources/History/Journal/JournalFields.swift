internal import Documents
internal import Git
internal import Records

/// The fields of a JSON object of the journal. What is missing, not known, or of another type than it
/// must be is refused: evidence that could be read in two ways is none.
struct JournalFields {
  private let map: ValueMap
  private let name: String

  /// Takes an object apart that has exactly the fields of these names; `name` is what it is called.
  init(_ value: Value, of name: String, _ fields: [String]) throws(JournalError) {
    guard let map = value.mapValue else { throw JournalError("\(name) is no object") }
    self.map = map
    self.name = name
    for field in fields where map[field] == nil {
      throw JournalError("\(name) lacks \(field)")
    }
    for (field, _) in map where !fields.contains(field) {
      throw JournalError("\(name) has a field \(field), which this program does not know")
    }
  }

  /// Parses a text that holds one object.
  init(json text: some Sequence<UInt8>, of name: String, _ fields: [String]) throws(JournalError) {
    let document: Document
    do throws(DocumentError) {
      document = try Document.parse(Array(text), as: .json, limits: .init(bytes: 16 << 20))
    } catch {
      throw JournalError("\(name) is no JSON: \(error.message)")
    }
    try self.init(document.value(document.root), of: name, fields)
  }

  func text(_ field: String) throws(JournalError) -> String {
    guard let text = map[field]?.stringValue else { throw wrong(field, "a text") }
    return text
  }

  func textOrNull(_ field: String) throws(JournalError) -> String? {
    map[field]?.isNull == true ? nil : try text(field)
  }

  func number(_ field: String) throws(JournalError) -> Int {
    guard let number = map[field]?.numberValue?.intValue else { throw wrong(field, "a number") }
    return number
  }

  func list(_ field: String) throws(JournalError) -> [Value] {
    guard let items = map[field]?.listValue else { throw wrong(field, "a list") }
    return items
  }

  /// A SHA-256 in hexadecimal.
  func digest(_ field: String) throws(JournalError) -> String {
    let text = try text(field)
    guard text.utf8.count == 64, text.utf8.allSatisfy(Self.isDigit) else {
      throw wrong(field, "a SHA-256 in hexadecimal")
    }
    return text
  }

  func digestOrNull(_ field: String) throws(JournalError) -> String? {
    map[field]?.isNull == true ? nil : try digest(field)
  }

  func id(_ field: String) throws(JournalError) -> ObjectID {
    guard let id = ObjectID(hex: try text(field)) else { throw wrong(field, "an object id") }
    return id
  }

  func idOrNull(_ field: String) throws(JournalError) -> ObjectID? {
    map[field]?.isNull == true ? nil : try id(field)
  }

  /// Seconds since 1970-01-01T00:00:00Z.
  func time(_ field: String) throws(JournalError) -> Int64 {
    guard let time = Timestamp(try text(field)) else { throw wrong(field, "a time") }
    return time.seconds
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }

  private func wrong(_ field: String, _ expected: String) -> JournalError {
    JournalError("\(name) has a field \(field) that is not \(expected)")
  }
}
