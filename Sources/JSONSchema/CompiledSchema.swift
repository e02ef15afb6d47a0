public import Documents

/// A schema that is ready to judge documents; immutable, and shared freely between threads.
public struct CompiledSchema: Sendable {
  let steps: [SchemaStep]
  let root: Int
  let shapes: ShapeTable?

  /// Whether a value is what the schema describes; nothing is built on the way.
  public func isValid(_ document: Document, at node: NodeIndex) -> Bool {
    guard judge(root, document, node) else { return false }
    return shapes.map { isClosed($0, ShapeTable.root, document, node) } ?? true
  }

  // MARK: Demands

  func judge(_ schema: Int, _ document: Document, _ node: NodeIndex) -> Bool {
    if let verdict = steps[schema].verdict { return verdict }
    for demand in steps[schema].demands where !meets(demand, document, node) { return false }
    return true
  }

  func meets(_ demand: Demand, _ document: Document, _ node: NodeIndex) -> Bool {
    switch demand {
    case .types(let types): return types.accepts(node, in: document)
    case .words(let words, _):
      return document.kind(node) == .string && words.contains(document.text(node))
    case .values(let values): return values.contains(document.value(node))
    case .reference(let target): return judge(target, document, node)
    case .allOf(let list): return list.allSatisfy { judge($0, document, node) }
    case .anyOf(let list): return list.contains { judge($0, document, node) }
    case .oneOf(let list): return list.count { judge($0, document, node) } == 1
    case .not(let schema): return !judge(schema, document, node)
    case .condition(let condition, let then, let otherwise):
      let next = judge(condition, document, node) ? then : otherwise
      return next.map { judge($0, document, node) } ?? true
    default: break
    }
    switch document.kind(node) {
    case .string: return meetsText(demand, document, node)
    case .integer, .decimal: return meetsNumber(demand, document, node)
    case .list: return meetsList(demand, document, node)
    case .map: return meetsMap(demand, document, node)
    default: return true
    }
  }

  private func meetsText(_ demand: Demand, _ document: Document, _ node: NodeIndex) -> Bool {
    switch demand {
    case .minLength(let length): document.text(node).unicodeScalars.count >= length
    case .maxLength(let length): document.text(node).unicodeScalars.count <= length
    case .pattern(let pattern): document.withText(node) { pattern.matches($0) }
    case .format(let format): format.accepts(document.text(node))
    default: true
    }
  }

  private func meetsNumber(_ demand: Demand, _ document: Document, _ node: NodeIndex) -> Bool {
    guard demand.isAboutNumbers, let number = document.value(node).numberValue else { return true }
    switch demand {
    case .minimum(let bound, let isExclusive): return isExclusive ? number > bound : number >= bound
    case .maximum(let bound, let isExclusive): return isExclusive ? number < bound : number <= bound
    case .multipleOf(let divisor): return number.isMultiple(of: divisor)
    default: return true
    }
  }

  private func meetsList(_ demand: Demand, _ document: Document, _ node: NodeIndex) -> Bool {
    switch demand {
    case .minItems(let count): return document.count(node) >= count
    case .maxItems(let count): return document.count(node) <= count
    case .uniqueItems:
      let values = document.items(of: node).map { document.value($0) }
      return Set(values).count == values.count
    case .items(let schema, let from):
      return document.items(of: node).dropFirst(from).allSatisfy { judge(schema, document, $0) }
    case .prefixItems(let schemas):
      return zip(schemas, document.items(of: node)).allSatisfy { judge($0, document, $1) }
    case .contains(let schema, let minimum, let maximum):
      let count = document.items(of: node).count { judge(schema, document, $0) }
      return count >= minimum && count <= maximum ?? .max
    default: return true
    }
  }

  private func meetsMap(_ demand: Demand, _ document: Document, _ node: NodeIndex) -> Bool {
    switch demand {
    case .required(let names):
      return names.allSatisfy { document.child(node, named: $0) != nil }
    case .minProperties(let count): return document.count(node) >= count
    case .maxProperties(let count): return document.count(node) <= count
    case .properties(let table): return meets(table, document, node)
    case .propertyNames(let schema):
      return document.entries(of: node).allSatisfy { judgeName(schema, document, $0.key) }
    case .dependentRequired(let table):
      return table.allSatisfy { name, needed in
        document.child(node, named: name) == nil
          || needed.allSatisfy { document.child(node, named: $0) != nil }
      }
    case .dependentSchemas(let table):
      return table.allSatisfy { name, schema in
        document.child(node, named: name) == nil || judge(schema, document, node)
      }
    default: return true
    }
  }

  private func meets(_ table: PropertyTable, _ document: Document, _ node: NodeIndex) -> Bool {
    var key = document.firstChild(node)
    for _ in 0..<document.count(node) {
      let value = document.next(key)
      for schema in table.schemas(for: document.text(key))
      where !judge(schema, document, value) {
        return false
      }
      key = document.next(value)
    }
    return true
  }

  /// Judges a name as the text that it is, also where a plain scalar of that spelling would be a
  /// number.
  func judgeName(_ schema: Int, _ document: Document, _ key: NodeIndex) -> Bool {
    guard
      let name = try? Document.parse(Array(Value.string(document.text(key)).json().utf8), as: .json)
    else { return false }
    return judge(schema, name, name.root)
  }

  // MARK: Closing

  private func isClosed(
    _ table: ShapeTable,
    _ index: Int,
    _ document: Document,
    _ node: NodeIndex
  ) -> Bool {
    let shape = table.shapes[index]
    if shape.isOpen { return true }
    switch document.kind(node) {
    case .map:
      guard shape.describesNames else { return true }
      var key = document.firstChild(node)
      for _ in 0..<document.count(node) {
        let value = document.next(key)
        guard let below = shape.names[document.text(key)] ?? shape.free,
          isClosed(table, below, document, value)
        else { return false }
        key = document.next(value)
      }
      return true
    case .list:
      guard let items = shape.items else { return true }
      var item = document.firstChild(node)
      for _ in 0..<document.count(node) {
        if !isClosed(table, items, document, item) { return false }
        item = document.next(item)
      }
      return true
    default: return true
    }
  }
}

extension PropertyTable {
  /// The schemas that hold for the value under a name.
  func schemas(for name: String) -> [Int] {
    var schemas: [Int] = []
    if let schema = names[name] { schemas.append(schema) }
    for entry in patterns where entry.pattern.matches(name) { schemas.append(entry.schema) }
    if schemas.isEmpty, let additional { schemas.append(additional) }
    return schemas
  }
}

extension Demand {
  /// Whether the demand is about numbers, so that a node need be read as one.
  fileprivate var isAboutNumbers: Bool {
    switch self {
    case .minimum, .maximum, .multipleOf: true
    default: false
    }
  }
}
