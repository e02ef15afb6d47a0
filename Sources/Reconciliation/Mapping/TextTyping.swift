internal import Documents
internal import Records

/// Reads texts by the types that a class gives its attributes, for sources whose form knows nothing
/// but texts: as `cmdb set` reads what is typed. A text that is of none of the types stays, so that
/// validation says what is wrong with it.
struct TextTyping {
  private let attributes: AttributeTable

  init(_ recordClass: RecordClass) { attributes = recordClass.attributes }

  /// Returns what a source says of a record, with numbers, truths and lists where the class wants
  /// them.
  func typed(_ said: Value) -> Value { typed(said, at: .top) }

  private func typed(_ value: Value, at place: AttributeTable.Position) -> Value {
    switch value {
    case .map(let fields):
      var read = fields
      for (name, value) in fields {
        guard let below = attributes.position(below: place, named: name) else { continue }
        read[name] = typed(value, at: below)
      }
      return .map(read)
    case .list(let items):
      guard let item = attributes.position(ofItemsBelow: place) else { return value }
      return .list(items.map { typed($0, at: item) })
    case .string(let text): return read(text, at: place) ?? value
    default: return value
    }
  }

  private func read(_ text: String, at place: AttributeTable.Position) -> Value? {
    let types = attributes.description(at: place)?.types ?? []
    if types.isEmpty || types.contains("string") { return nil }
    if types.contains("array") || types.contains("object") {
      if let first = text.first, "[{".contains(first) {
        return (try? Document.parse(Array(text.utf8))).map { $0.value($0.root) }
      }
      guard types.contains("array") else { return nil }
      let item = attributes.position(ofItemsBelow: place)
      return .list(
        text.split(separator: ",").compactMap { part in
          guard let word = Normalisation.trim.applied(to: String(part)), !word.isEmpty else {
            return nil
          }
          return item.flatMap { read(word, at: $0) } ?? .string(word)
        }
      )
    }
    if types.contains("number") || types.contains("integer"), let number = NumberText.number(text) {
      return number
    }
    if types.contains("boolean") {
      switch text.lowercased() {
      case "true", "yes": return .bool(true)
      case "false", "no": return .bool(false)
      default: return nil
      }
    }
    return nil
  }
}
