internal import Documents
internal import Records

/// Applies a source's mapping: the source's own values to attributes of records.
struct MappingProgram {
  private let mapping: ValueMap
  private let rules: IdentifierRules

  init(_ mapping: Value, rules: IdentifierRules) {
    self.mapping = mapping.mapValue ?? [:]
    self.rules = rules
  }

  /// Returns what an observation says of a record: a map as records have it, with null where the
  /// source says that there is none. What the observation does not say is absent.
  func attributes(of observation: Value) -> ValueMap {
    if mapping.count == 1, mapping["*"] == "*" { return observation.mapValue ?? [:] }
    var record: ValueMap = [:]
    for (attribute, rule) in mapping {
      guard let path = try? AttributePath(parsing: attribute),
        let value = value(of: rule, in: observation, entry: nil)
      else { continue }
      record = Self.inserting(value, at: path.segments[...], into: .map(record)).mapValue ?? record
    }
    return record
  }

  private func value(of rule: Value, in thing: Value, entry: String?) -> Value? {
    switch rule {
    case .string(let path): return found(path, in: thing)
    case .list(let rules):
      var answer: Value?
      for rule in rules {
        answer = value(of: rule, in: thing, entry: entry) ?? answer
        if let answer, !answer.isNull { return answer }
      }
      return answer
    case .map(let fields):
      if let constant = fields["value"] { return constant }
      if let each = fields["each"]?.stringValue { return items(each, fields, in: thing) }
      let steps = fields["apply"]?.listValue ?? []
      if fields["entry"] != nil { return entry.flatMap { apply(steps, to: .string($0)) } }
      guard let path = fields["path"]?.stringValue, let value = found(path, in: thing) else {
        return nil
      }
      return value.isNull ? .null : apply(steps, to: value)
    default: return nil
    }
  }

  private func items(_ each: String, _ fields: ValueMap, in thing: Value) -> Value? {
    guard let path = try? AttributePath(parsing: each) else { return nil }
    let condition = fields["where"]?.stringValue.flatMap { try? Query(parsing: $0) }
    var items: [Value] = []
    for (entry, element) in Self.elements(path, in: thing) {
      if let condition, !condition.holds(for: element) { continue }
      switch fields["item"] {
      case .map(let rules) where rules["path"] == nil && rules["entry"] == nil:
        var item: ValueMap = [:]
        for (name, rule) in rules {
          if let value = value(of: rule, in: element, entry: entry), !value.isNull {
            item[name] = value
          }
        }
        if !item.isEmpty { items.append(.map(item)) }
      case .some(let rule):
        if let value = value(of: rule, in: element, entry: entry), !value.isNull {
          items.append(value)
        }
      case nil: items.append(element)
      }
    }
    return items.isEmpty ? nil : .list(items)
  }

  /// The items of a list, or the entries of a map where the path ends in `*`.
  private static func elements(_ path: AttributePath, in thing: Value) -> [(
    entry: String?, value: Value
  )] {
    if case .name("*")? = path.last, let parent = path.parent {
      let maps = parent.isEmpty ? [thing] : thing.values(at: parent)
      return maps.flatMap { ($0.mapValue ?? [:]).map { (Optional($0.key), $0.value) } }
    }
    return thing.values(at: path).flatMap { value in
      (value.listValue ?? [value]).map { (nil, $0) }
    }
  }

  private func found(_ path: String, in thing: Value) -> Value? {
    guard let path = try? AttributePath(parsing: path) else { return nil }
    return thing.values(at: path).first
  }

  private func apply(_ steps: [Value], to value: Value) -> Value? {
    var current: Value? = value
    for step in steps {
      guard let value = current else { return nil }
      current = MappingStep.apply(step, to: value, rules)
    }
    return current
  }

  private static func inserting(
    _ value: Value, at path: ArraySlice<AttributePath.Segment>, into container: Value
  ) -> Value {
    guard case .name(let name)? = path.first else { return value }
    var fields = container.mapValue ?? [:]
    let rest = path.dropFirst()
    fields[name] =
      rest.isEmpty ? value : inserting(value, at: rest, into: fields[name] ?? .map([:]))
    return .map(fields)
  }
}
