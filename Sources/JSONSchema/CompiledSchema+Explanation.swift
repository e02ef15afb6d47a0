internal import Diagnostics
public import Documents

extension CompiledSchema {
  /// Returns every objection to a value, in the order of the text; none where it is valid.
  ///
  /// Of alternatives (`anyOf`, `oneOf`) the objections of the branch that came closest are told.
  public func explain(_ document: Document, at node: NodeIndex) -> [SchemaError] {
    var explanation = Explanation(schema: self, document: document)
    var errors = explanation.objections(root, node)
    if let shapes { explanation.close(shapes, ShapeTable.root, node, into: &errors) }
    var seen = Set<SchemaError>()
    return errors.filter { seen.insert($0).inserted }
      .sorted { ($0.node.rawValue, $0.keyword) < ($1.node.rawValue, $1.keyword) }
  }
}

/// Finds out why a value is not what a schema describes.
private struct Explanation {
  let schema: CompiledSchema
  let document: Document

  func objections(_ index: Int, _ node: NodeIndex) -> [SchemaError] {
    let step = schema.steps[index]
    if let verdict = step.verdict {
      return verdict ? [] : [error(node, step, "false", "nothing may stand here")]
    }
    return step.demands.flatMap { demand -> [SchemaError] in
      schema.meets(demand, document, node) ? [] : objections(demand, step, node)
    }
  }

  private func objections(_ demand: Demand, _ step: SchemaStep, _ node: NodeIndex) -> [SchemaError]
  {
    switch demand {
    case .reference(let target): return objections(target, node)
    case .allOf(let list): return list.flatMap { objections($0, node) }
    case .anyOf(let list), .oneOf(let list): return alternatives(list, step, node)
    case .condition(let condition, let then, let otherwise):
      let next = schema.judge(condition, document, node) ? then : otherwise
      return next.map { objections($0, node) } ?? []
    case .properties(let table):
      return document.entries(of: node).flatMap { key, value in
        table.schemas(for: document.text(key)).flatMap { objections($0, value) }
      }
    case .items(let schema, let from):
      return document.items(of: node).dropFirst(from).flatMap { objections(schema, $0) }
    case .prefixItems(let schemas):
      return zip(schemas, document.items(of: node)).flatMap { objections($0, $1) }
    case .dependentSchemas(let table):
      return table.sorted { $0.key < $1.key }.flatMap { name, schema in
        document.child(node, named: name) == nil ? [] : objections(schema, node)
      }
    case .required(let names):
      return names.filter { document.child(node, named: $0) == nil }
        .map { error(node, step, "required", "\($0) is missing") }
    case .propertyNames(let schema):
      return document.entries(of: node).map(\.key)
        .filter { !self.schema.judgeName(schema, document, $0) }
        .map { error($0, step, "propertyNames", "\(document.text($0)) may be no name here") }
    default: return [single(demand, step, node)]
    }
  }

  /// The objections of the branch that came closest: one that at least expects this kind of value,
  /// with the fewest objections.
  private func alternatives(_ list: [Int], _ step: SchemaStep, _ node: NodeIndex) -> [SchemaError] {
    let branches = list.map { objections($0, node) }
    let matching = branches.filter(\.isEmpty).count
    if matching > 1 {
      return [error(node, step, "oneOf", "\(found(node)) is allowed in \(matching) ways at once")]
    }
    let ranked = branches.min { left, right in
      (isOfOtherKind(left, node) ? 1 : 0, left.count) < (
        isOfOtherKind(right, node) ? 1 : 0, right.count
      )
    }
    return ranked ?? []
  }

  private func isOfOtherKind(_ errors: [SchemaError], _ node: NodeIndex) -> Bool {
    errors.contains { $0.keyword == "type" && $0.node == node }
  }

  private func single(_ demand: Demand, _ step: SchemaStep, _ node: NodeIndex) -> SchemaError {
    switch demand {
    case .types(let types):
      return error(node, step, "type", "expected \(types.phrase), found \(found(node))")
    case .words(_, let all):
      let text = document.text(node)
      return error(
        node,
        step,
        "enum",
        "\(found(node)) is not one of \(all.joined(separator: ", "))",
        suggestion: NearestName.of(text, in: all)
      )
    case .values(let values):
      let all = values.map { $0.json() }.joined(separator: ", ")
      return error(
        node,
        step,
        "enum",
        "\(found(node)) is not \(values.count > 1 ? "one of " : "")\(all)"
      )
    case .minimum(let bound, let isExclusive):
      let word = isExclusive ? "more than" : "at least"
      return error(node, step, "minimum", "expected \(word) \(bound), found \(found(node))")
    case .maximum(let bound, let isExclusive):
      let word = isExclusive ? "less than" : "at most"
      return error(node, step, "maximum", "expected \(word) \(bound), found \(found(node))")
    case .multipleOf(let divisor):
      return error(
        node,
        step,
        "multipleOf",
        "expected a multiple of \(divisor), found \(found(node))"
      )
    case .pattern(let pattern):
      return error(node, step, "pattern", "\(found(node)) does not match \(pattern.source)")
    case .format(let format):
      return error(node, step, "format", "expected \(format.phrase), found \(found(node))")
    default: return counted(demand, step, node)
    }
  }

  private func counted(_ demand: Demand, _ step: SchemaStep, _ node: NodeIndex) -> SchemaError {
    switch demand {
    case .minLength(let count):
      return error(node, step, "minLength", "expected at least \(count) characters")
    case .maxLength(let count):
      return error(node, step, "maxLength", "expected at most \(count) characters")
    case .minItems(let count):
      return error(node, step, "minItems", "expected at least \(count) items")
    case .maxItems(let count):
      return error(node, step, "maxItems", "expected at most \(count) items")
    case .minProperties(let count):
      return error(node, step, "minProperties", "expected at least \(count) names")
    case .maxProperties(let count):
      return error(node, step, "maxProperties", "expected at most \(count) names")
    case .uniqueItems: return error(node, step, "uniqueItems", "an item stands twice")
    case .dependentRequired(let table):
      let missing = table.sorted { $0.key < $1.key }.compactMap { name, needed -> String? in
        guard document.child(node, named: name) != nil else { return nil }
        let absent = needed.filter { document.child(node, named: $0) == nil }
        return absent.isEmpty ? nil : "\(name) needs \(absent.joined(separator: ", "))"
      }
      return error(node, step, "dependentRequired", missing.joined(separator: "; "))
    case .contains:
      return error(node, step, "contains", "the list lacks an item that must be there")
    case .not: return error(node, step, "not", "\(found(node)) may not stand here")
    default: return error(node, step, "schema", "\(found(node)) may not stand here")
    }
  }

  mutating func close(
    _ table: ShapeTable,
    _ index: Int,
    _ node: NodeIndex,
    into errors: inout [SchemaError]
  ) {
    let shape = table.shapes[index]
    if shape.isOpen { return }
    switch document.kind(node) {
    case .map where shape.describesNames:
      for (key, value) in document.entries(of: node) {
        let name = document.text(key)
        if let below = shape.names[name] ?? shape.free {
          close(table, below, value, into: &errors)
        } else {
          errors.append(
            SchemaError(
              node: key,
              schemaLocation: schema.steps[schema.root].location,
              keyword: "unevaluatedProperties",
              message: "there is no attribute \(name)",
              suggestion: NearestName.of(name, in: shape.names.keys.sorted()),
              length: document.lengthOnFirstLine(key)
            )
          )
        }
      }
    case .list:
      guard let items = shape.items else { return }
      for item in document.items(of: node) { close(table, items, item, into: &errors) }
    default: break
    }
  }

  /// The value in words: a scalar as it stands, anything else by its kind.
  private func found(_ node: NodeIndex) -> String {
    switch document.kind(node) {
    case .map: return "a map"
    case .list: return "a list"
    case .null: return "nothing"
    case .string: return "\"\(shortened(document.text(node)))\""
    default: return shortened(document.text(node))
    }
  }

  private func shortened(_ text: String) -> String {
    text.unicodeScalars.count <= 60 ? text : String(text.prefix(57)) + "…"
  }

  private func error(
    _ node: NodeIndex,
    _ step: SchemaStep,
    _ keyword: String,
    _ message: String,
    suggestion: String? = nil
  ) -> SchemaError {
    let isScalar = document.kind(node) != .map && document.kind(node) != .list
    return SchemaError(
      node: node,
      schemaLocation: "\(step.location)/\(keyword)",
      keyword: keyword,
      message: message,
      suggestion: suggestion,
      length: isScalar ? max(1, document.lengthOnFirstLine(node)) : nil
    )
  }
}
