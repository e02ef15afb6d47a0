internal import Documents

/// Reads attribute descriptions out of schemas: what the keywords say about each place of a record.
///
/// It follows `$ref`, `allOf`, `anyOf`, `oneOf`, `then` and `else`, so an attribute is described
/// wherever any branch describes it. What is said later (nearer to the class) wins.
struct SchemaReader {
  /// Finds the schema of an address such as `cmdb:base`.
  let resolve: (String) -> Document?
  private(set) var table = AttributeTable()
  private var openReferences: [String] = []

  init(resolve: @escaping (String) -> Document?) { self.resolve = resolve }

  /// Reads one schema as a description of whole records.
  mutating func read(_ document: Document) {
    read(Schema(document: document, node: document.root), at: AttributePath(), governed: true)
  }

  /// A schema inside the document that `#` means in it.
  private struct Schema {
    let document: Document
    let node: NodeIndex

    subscript(keyword: String) -> NodeIndex? { document.child(node, named: keyword) }
    func value(_ keyword: String) -> Value? { self[keyword].map { document.value($0) } }
    func below(_ node: NodeIndex) -> Schema { Schema(document: document, node: node) }

    /// The schemas in a list-valued keyword.
    func list(_ keyword: String) -> [Schema] {
      guard let node = self[keyword], document.kind(node) == .list else { return [] }
      return document.items(of: node).map { below($0) }
    }

    /// The named schemas in a map-valued keyword.
    func map(_ keyword: String) -> [(name: String, schema: Schema)] {
      guard let node = self[keyword], document.kind(node) == .map else { return [] }
      return document.entries(of: node).map { (document.text($0.key), below($0.value)) }
    }

    /// The schema in a keyword that holds one.
    func schema(_ keyword: String) -> Schema? {
      guard let node = self[keyword], document.kind(node) == .map else { return nil }
      return below(node)
    }
  }

  private mutating func read(_ schema: Schema, at path: AttributePath, governed inherited: Bool) {
    guard schema.document.kind(schema.node) == .map, path.segments.count <= 12 else { return }
    let governed = schema.value("x-governed")?.boolValue ?? inherited
    if let reference = schema.value("$ref")?.stringValue {
      follow(reference, from: schema, at: path, governed: governed)
    }
    for keyword in ["allOf", "anyOf", "oneOf"] {
      for branch in schema.list(keyword) { read(branch, at: path, governed: governed) }
    }
    for keyword in ["then", "else"] {
      if let branch = schema.schema(keyword) { read(branch, at: path, governed: governed) }
    }
    if !path.isEmpty { describe(schema, at: path, governed: governed) }
    readContents(of: schema, at: path, governed: governed)
  }

  private mutating func follow(
    _ reference: String,
    from schema: Schema,
    at path: AttributePath,
    governed: Bool
  ) {
    let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let address = String(parts[0])
    let pointer = parts.dropFirst().joined()
    guard let document = address.isEmpty ? schema.document : resolve(address) else { return }
    // A schema may refer to itself: each place is read through each reference once.
    let mark = "\(address)#\(pointer)@\(path)"
    guard !openReferences.contains(mark) else { return }
    var node = document.root
    for step in pointer.split(separator: "/") {
      // JSON Pointer (RFC 6901, section 3) writes / as ~1 and ~ as ~0.
      let name =
        step.utf8.contains(UInt8(ascii: "~"))
        ? String(step.replacing("~1", with: "/").replacing("~0", with: "~")) : String(step)
      guard document.kind(node) == .map, let child = document.child(node, named: name) else {
        return
      }
      node = child
    }
    openReferences.append(mark)
    read(Schema(document: document, node: node), at: path, governed: governed)
    openReferences.removeLast()
  }

  private mutating func readContents(of schema: Schema, at path: AttributePath, governed: Bool) {
    if ["x-open", "additionalProperties", "unevaluatedProperties"].contains(where: {
      schema.value($0)?.boolValue == true
    }) {
      table.open(path)
    }
    let required = Set(schema.value("required")?.texts ?? [])
    for (name, property) in schema.map("properties") {
      let place = path.appending(name: name)
      // Where a branch has described it already, only what is said outright changes that.
      if table[place] == nil { table.update(place) { $0.isGoverned = governed } }
      read(property, at: place, governed: governed)
    }
    for name in required {
      table.update(path.appending(name: name)) { $0.isRequired = true }
    }
    if let free = schema.schema("additionalProperties") {
      read(free, at: path.appending(name: AttributeTable.freeName), governed: governed)
    }
    for (_, free) in schema.map("patternProperties") {
      read(free, at: path.appending(name: AttributeTable.freeName), governed: governed)
    }
    if let items = schema.schema("items") {
      read(items, at: path.appending(item: ItemKey(parts: [])), governed: governed)
    }
  }

  private mutating func describe(_ schema: Schema, at path: AttributePath, governed: Bool) {
    let isNew = table[path] == nil
    let stated = schema.value("x-governed")?.boolValue
    table.update(path) { description in
      if let stated {
        description.isGoverned = stated
      } else if isNew {
        description.isGoverned = governed
      }
      if let title = schema.value("title")?.stringValue { description.title = title }
      if let text = schema.value("description")?.stringValue { description.text = text }
      for type in schema.value("type")?.texts ?? [] where !description.types.contains(type) {
        description.types.append(type)
      }
      if let format = schema.value("format")?.stringValue { description.format = format }
      if schema.value("pattern") != nil { description.hasPattern = true }
      if let words = schema.value("enum")?.listValue { description.allowedValues = words }
      if let word = schema.value("const") { description.allowedValues = [word] }
      if let value = schema.value("default") { description.defaultValue = value }
      Self.describeMeaning(schema, in: &description)
    }
  }

  /// The keywords of this project.
  private static func describeMeaning(_ schema: Schema, in description: inout AttributeDescription)
  {
    if let classes = schema.value("x-references") {
      description.referencedClasses = (classes.texts ?? []).filter { $0 != "*" && $0 != "any" }
    }
    if let names = schema.value("x-key")?.texts {
      description.key = ListKey(properties: names == ["."] ? [] : names, scalarForm: false)
    }
    if let steps = schema.value("x-normalise")?.texts {
      description.normalisation = steps.compactMap(Normalisation.init(rawValue:))
    }
    if let word = schema.value("x-unique")?.stringValue {
      description.uniqueness = AttributeDescription.Uniqueness(rawValue: word)
    }
    if let relation = schema.value("x-relation") {
      description.relation = RelationDescription(
        inverse: relation["inverse"]?.stringValue,
        flows: relation["flows"]?.texts ?? [],
        isToOne: relation["to"]?.stringValue == "one"
      )
    }
    if let acyclic = schema.value("x-acyclic")?.boolValue { description.isAcyclic = acyclic }
    if let machine = schema.value("x-lifecycle")?.stringValue { description.lifecycle = machine }
  }
}
