internal import Documents
internal import Records

/// `attribute=value`, as `set` and `new` take it.
struct AssignmentArgument {
  let attribute: AttributePath
  let text: String

  /// Splits at the first `=` that is not inside brackets or quotation marks.
  init(_ argument: String) throws {
    var inQuotes = false
    var depth = 0
    var split: String.Index?
    for index in argument.indices {
      switch argument[index] {
      case "\"": inQuotes.toggle()
      case "[" where !inQuotes: depth += 1
      case "]" where !inQuotes: depth -= 1
      case "=" where !inQuotes && depth == 0: split = index
      default: break
      }
      if split != nil { break }
    }
    guard let split else {
      throw CommandFailure(
        .usage,
        "\(argument) is no assignment",
        remedy: "write attribute=value, such as owner=team/web"
      )
    }
    attribute = try QueryArgument.path(String(argument[..<split]))
    text = String(argument[argument.index(after: split)...])
    guard !attribute.isEmpty else {
      throw CommandFailure(.usage, "\(argument) names no attribute")
    }
  }

  /// Creates an assignment from its parts.
  init(_ attribute: AttributePath, _ text: String) {
    self.attribute = attribute
    self.text = text
  }

  /// Refuses to set what names the record.
  func refuseIdentity() throws {
    guard ["id", "class"].contains(attribute.description) else { return }
    throw CommandFailure(
      .usage,
      "\(attribute) is the record's name",
      remedy: "cmdb mv renames a record with every reference"
    )
  }

  /// Reads the text by the type that the schema gives the attribute; without one, as a scalar of
  /// the YAML 1.2 core schema.
  func value(in recordClass: RecordClass?) throws -> Value {
    let types = recordClass?.attributes[attribute]?.types ?? []
    if types.isEmpty { return try structured() ?? YAMLScalar.value(of: text) }
    if types.contains("null"), text == "null", !types.contains("string") { return .null }
    if types.contains("array") || types.contains("object") {
      if let value = try structured() { return value }
      if types.contains("array"), !types.contains("string") {
        let item = recordClass?.attributes[attribute.appending(item: ItemKey(parts: []))]
        return .list(
          try text.split(separator: ",").map { try scalar(String($0), types: item?.types ?? []) }
        )
      }
    }
    return try scalar(text, types: types)
  }

  /// A list or map in YAML's flow style, where the text looks like one.
  private func structured() throws -> Value? {
    guard text.hasPrefix("[") || text.hasPrefix("{") else { return nil }
    do throws(DocumentError) {
      let document = try Document.parse(Array(text.utf8))
      return document.value(document.root)
    } catch {
      throw CommandFailure(
        .usage,
        "the value of \(attribute) cannot be read: \(error.message)",
        at: "column \(error.column)"
      )
    }
  }

  private func scalar(_ text: String, types: [String]) throws -> Value {
    if types.contains("string") { return .string(text) }
    // What is no number or truth stays text, so that the schema objects to it like to any other.
    if types.contains("number") || types.contains("integer"), let number = Number(text) {
      return .number(number)
    }
    if types.contains("boolean"), text == "true" || text == "false" { return .bool(text == "true") }
    return types.isEmpty ? YAMLScalar.value(of: text) : .string(text)
  }
}
