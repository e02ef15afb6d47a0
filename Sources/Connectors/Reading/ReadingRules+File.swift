import Documents
import Records

extension ReadingRules {
  /// Reads a connector's file. A part that is missing or of the wrong shape counts as not said: the
  /// file was checked against its schema before.
  init?(kind: String, file: Value) {
    let readers = (file["reader"]?.texts ?? []).compactMap(Reader.init)
    guard !readers.isEmpty else { return nil }
    self.init(kind: kind, readers: readers)
    documentType = file["doctype"] == "accept" ? .accepted : .refused
    readRecognition(file["recognise"])
    otherMessages = (file["other_messages"]?.listValue ?? []).compactMap(Self.otherMessage)
    things = (file["things"]?.texts ?? []).map { $0 == "." ? [] : Self.names(.string($0)) }
    hasPlainColumns = file["plain_columns"] == true
    wrap = file["wrap"]?.stringValue
    flatten = file["flatten"]?.stringValue
    condition = file["where"]?.stringValue.flatMap(Self.query)
    subject = file["subject"]?.stringValue
    attributes = Self.names(file["attributes"])
    besides = file["beside"]?.texts ?? []
    keys = Self.keyPlaces(file["key"])
    className = file["class"]?.stringValue.flatMap(Self.path)
    readLists(file["lists"])
    sections = file["sections"]?.texts ?? []
    partial = file["partial"]?.stringValue.flatMap(Self.path)
    isWhole = file["sweep"] == "whole"
  }

  private mutating func readRecognition(_ value: Value?) {
    root = value?["root"]?.stringValue
    recognised = value?["when"]?.stringValue.flatMap(Self.query)
    fileNames = value?["files"]?.texts ?? []
    columns = (value?["columns"]?.listValue ?? []).compactMap(\.texts)
  }

  private mutating func readLists(_ value: Value?) {
    var table: [String: ListKey] = [:]
    for (pattern, properties) in value?.mapValue ?? [:] {
      guard let path = Self.path(pattern) else { continue }
      let names = Self.names(of: path)
      // In XML the names lead from the element of a thing, in a mapping from its values.
      listNames.insert(attributes + names)
      guard let properties = properties.texts, !properties.isEmpty else { continue }
      let key = ListKey(properties: properties)
      table[(attributes + [pattern]).joined(separator: ".")] = key
      lists[names] = key
    }
    listKeys = ListKeys(table)
  }

  private static func otherMessage(_ value: Value) -> OtherMessage? {
    guard let when = value["when"]?.stringValue.flatMap(query),
      let message = value["message"]?.stringValue
    else { return nil }
    return OtherMessage(when: when, message: message, help: value["help"]?.stringValue ?? "")
  }

  static func keyPlaces(_ value: Value?) -> [KeyPlace] {
    let places = value?.listValue ?? value.map { [$0] } ?? []
    return places.compactMap { place in
      let paths = ((place["join"] ?? place["path"] ?? place).texts ?? []).compactMap(path)
      guard !paths.isEmpty else { return nil }
      let steps = (place["apply"]?.texts ?? []).compactMap(Normalisation.init)
      return KeyPlace(paths: paths, steps: steps)
    }
  }

  private static func names(_ value: Value?) -> [String] {
    value?.stringValue.flatMap(path).map(names) ?? []
  }

  /// The names of a path without its items.
  static func names(of path: AttributePath) -> [String] {
    path.segments.compactMap { if case .name(let name) = $0 { name } else { nil } }
  }

  static func path(_ text: String) -> AttributePath? {
    do throws(AttributePathError) {
      return try AttributePath(parsing: text)
    } catch {
      return nil
    }
  }

  static func query(_ text: String) -> Query? {
    do throws(QueryError) {
      return try Query(parsing: text)
    } catch {
      return nil
    }
  }
}
