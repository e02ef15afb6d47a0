internal import Diagnostics
internal import Documents
internal import JSONSchema
internal import Records

/// Walks through a schema and objects to keywords that nothing knows, and to what this program's own
/// keywords say.
struct SchemaKeywords {
  /// How schemas lie within a keyword's value.
  private enum Content {
    case none
    case schema
    case list
    case map
  }

  private static let keywords: [String: Content] = {
    var table: [String: Content] = [:]
    let none = """
      $id $schema $ref $anchor $dynamicRef $dynamicAnchor $vocabulary $comment title description \
      default examples deprecated readOnly writeOnly format contentEncoding contentMediaType type \
      const enum multipleOf minimum exclusiveMinimum maximum exclusiveMaximum minLength maxLength \
      pattern minItems maxItems uniqueItems minContains maxContains minProperties maxProperties \
      required dependentRequired
      """
    let one = """
      items contains additionalProperties propertyNames if then else not unevaluatedItems \
      unevaluatedProperties contentSchema
      """
    for name in none.split(separator: " ") { table[String(name)] = Content.none }
    for name in one.split(separator: " ") { table[String(name)] = .schema }
    for name in ["prefixItems", "allOf", "anyOf", "oneOf"] { table[name] = .list }
    for name in ["$defs", "definitions", "properties", "patternProperties", "dependentSchemas"] {
      table[name] = .map
    }
    return table
  }()
  /// What draft-07 has besides, for documents that say they are written in it.
  private static let older: [String: Content] = ["additionalItems": .schema, "dependencies": .map]

  /// The keywords of this program (prefix `x-`).
  private static let own: Set<String> = [
    "x-governed", "x-references", "x-key", "x-identity", "x-normalise", "x-unique", "x-family",
    "x-recommended", "x-relation", "x-acyclic", "x-merge", "x-lifecycle", "x-extends", "x-open",
  ]

  let file: SettingsFile
  let context: ValidationContext

  /// Returns what is wrong with the schema at a node, in the order of the text.
  func objections(to schema: NodeIndex) -> [Finding] {
    var findings: [Finding] = []
    visit(schema, isOlder: false, &findings)
    return findings
  }

  /// Whether a schema says that it is written in draft-07.
  static func isOlder(_ node: NodeIndex, of document: Document) -> Bool? {
    document.child(node, named: "$schema").map { document.text($0).contains("draft-07") }
  }

  private func visit(_ node: NodeIndex, isOlder: Bool, _ findings: inout [Finding]) {
    let document = file.document
    guard document.kind(node) == .map else { return }
    let isOlder = Self.isOlder(node, of: document) ?? isOlder
    for (key, value) in document.entries(of: node) {
      let name = document.text(key)
      if name.hasPrefix("x-") {
        checkOwn(name, key, value, &findings)
        continue
      }
      guard let content = Self.keywords[name] ?? (isOlder ? Self.older[name] : nil) else {
        findings.append(unknown(name, key))
        continue
      }
      if name == "format" { checkFormat(value, &findings) }
      switch content {
      case .none: break
      case .schema where document.kind(value) == .list:
        for item in document.items(of: value) { visit(item, isOlder: isOlder, &findings) }
      case .schema: visit(value, isOlder: isOlder, &findings)
      case .list:
        guard document.kind(value) == .list else { break }
        for item in document.items(of: value) { visit(item, isOlder: isOlder, &findings) }
      case .map:
        guard document.kind(value) == .map else { break }
        for entry in document.entries(of: value) {
          visit(entry.value, isOlder: isOlder, &findings)
        }
      }
    }
  }

  /// A format that nothing knows would allow every text.
  private func checkFormat(_ node: NodeIndex, _ findings: inout [Finding]) {
    guard let name = file.document.value(node).stringValue, !SchemaFormat.names.contains(name)
    else { return }
    findings.append(
      file.finding(
        SchemaCanBeUsed.self,
        at: node,
        "there is no format \(name)",
        help: NearestName.of(name, in: SchemaFormat.names).map { "did you mean \($0)?" }
          ?? "the formats are \(SchemaFormat.names.joined(separator: ", "))"
      )
    )
  }

  private func unknown(_ name: String, _ key: NodeIndex) -> Finding {
    let nearest = NearestName.of(name, in: Self.keywords.keys.sorted() + Self.own.sorted())
    return file.finding(
      SchemaCanBeUsed.self,
      at: key,
      "there is no keyword \(name)",
      help: nearest.map { "did you mean \($0)?" } ?? "notes of your own begin with x-",
      length: name.unicodeScalars.count
    )
  }

  private func checkOwn(
    _ name: String,
    _ key: NodeIndex,
    _ node: NodeIndex,
    _ findings: inout [Finding]
  ) {
    let value = file.document.value(node)
    func expect(_ words: [String], _ known: [String], _ what: String) {
      for word in words where !known.contains(word) {
        findings.append(
          file.finding(
            SchemaCanBeUsed.self,
            at: node,
            "\(word) is no \(what)",
            help: NearestName.of(word, in: known).map { "did you mean \($0)?" }
              ?? "\(name) may say \(known.joined(separator: ", "))"
          )
        )
      }
    }
    switch name {
    case "x-references":
      expect(value.texts ?? [], ["any", "*"] + context.catalogue.classNames, "class")
    case "x-normalise":
      expect(value.texts ?? [], Normalisation.allCases.map(\.rawValue), "way to compare")
    case "x-unique": expect(value.texts ?? [], ["error", "warning", "class"], "kind of uniqueness")
    case "x-merge": expect(value.texts ?? [], ["record"], "way to merge")
    case "x-lifecycle":
      if let machine = value.stringValue, context.catalogue.lifecycle(machine) == nil {
        expect([machine], machines, "lifecycle")
      }
    case "x-governed", "x-acyclic", "x-extends", "x-open":
      if value.boolValue == nil {
        findings.append(file.finding(SchemaCanBeUsed.self, at: node, "\(name) is true or false"))
      }
    default:
      // Other people's annotations are theirs; what is nearly one of ours is most likely a slip.
      guard !Self.own.contains(name), let nearest = NearestName.of(name, in: Self.own.sorted())
      else { return }
      findings.append(
        file.finding(
          SchemaCanBeUsed.self,
          at: key,
          "there is no keyword \(name)",
          help: "did you mean \(nearest)?",
          length: name.unicodeScalars.count
        )
      )
    }
  }

  private var machines: [String] {
    let prefix = "lifecycle/"
    return context.catalogue.allFiles.map(\.name).filter { $0.hasPrefix(prefix) }
      .map { String($0.dropFirst(prefix.count)) }
  }
}
