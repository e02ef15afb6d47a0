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
    let types = Set(recordClass?.attributes[attribute]?.types ?? [])
    let item = recordClass?.attributes[attribute.appending(item: ItemKey(parts: []))]
    let itemTypes = Set(item?.types ?? [])
    if types.isEmpty { return try structured() ?? YAMLScalar.value(of: text) }
    if types.contains("array") || types.contains("object"), let value = try structured() {
      guard case .list(let items) = value, !itemTypes.isEmpty else { return value }
      return .list(items.map { $0.scalarText.map { Self.scalar($0, itemTypes) } ?? $0 })
    }
    if types.contains("array"), !types.contains("string") {
      return .list(text.split(separator: ",").map { Self.scalar(String($0), itemTypes) })
    }
    return Self.scalar(text, types)
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

  /// What the text is as a core scalar, where the schema allows that; else text, to which the schema
  /// objects like to any other where it is none.
  private static func scalar(_ text: String, _ types: Set<String>) -> Value {
    let value = YAMLScalar.value(of: text)
    let isAllowed =
      switch value {
      case .number: !types.isDisjoint(with: ["number", "integer"])
      case .bool: types.contains("boolean")
      case .null: types.contains("null")
      default: true
      }
    return types.isEmpty || isAllowed ? value : .string(text)
  }
}
