internal import Documents
internal import Records

/// Where the value of an attribute comes from, as a mapping's file says it; read once, applied to
/// every observation. In every form a place where nothing stands says nothing, and null stays null.
indirect enum MappingRule {
  /// The value at a path, with what is done to it.
  case path(MappingPath, [MappingStep])
  /// The first of several that says something.
  case first([MappingRule])
  /// The same value for every thing.
  case constant(Value)
  /// The name under which an item stands.
  case entryName([MappingStep])
  /// One item for each item of the source's list for which the condition holds.
  case items(each: MappingPath, condition: Query?, item: Item)

  /// What becomes of an item.
  enum Item {
    /// It is taken as it is.
    case whole
    /// It gives one value.
    case single(MappingRule)
    /// It gives a map: attribute of the item to value.
    case map([(path: AttributePath, rule: MappingRule)])
  }

  /// Reads a rule; nil where the file says none.
  init?(_ value: Value, lists: MappingPath.Lists, rules: IdentifierRules) {
    switch value {
    case .string(let text):
      guard let path = MappingPath(text, lists: lists) else { return nil }
      self = .path(path, [])
    case .list(let all):
      self = .first(all.compactMap { MappingRule($0, lists: lists, rules: rules) })
    case .map(let fields):
      self.init(fields, lists: lists, rules: rules)
    default: return nil
    }
  }

  private init?(_ fields: ValueMap, lists: MappingPath.Lists, rules: IdentifierRules) {
    if let each = fields["each"]?.stringValue {
      // Inside an item paths start anew, and so do the names that lead to its lists.
      guard let path = MappingPath(each, lists: lists),
        let item = Item(fields["item"], lists: path.listsBelow, rules: rules)
      else { return nil }
      let text = fields["where"]?.stringValue
      let condition = text.flatMap { try? Query(parsing: $0) }
      // Without its condition a rule would take what it was meant to leave out.
      if text != nil && condition == nil { return nil }
      self = .items(each: path, condition: condition, item: item)
      return
    }
    let steps = (fields["apply"]?.listValue ?? []).map { MappingStep($0, rules: rules) }
    if fields["entry"] != nil {
      self = .entryName(steps)
    } else if let text = fields["path"]?.stringValue {
      guard let path = MappingPath(text, lists: lists) else { return nil }
      self = .path(path, steps)
    } else if let constant = fields["value"] {
      self = .constant(constant)
    } else {
      return nil
    }
  }

  /// Returns what the rule gives for a thing, or an item that stands under the name `entry`.
  func value(in thing: Value, entry: String? = nil) -> Value? {
    switch self {
    case .path(let path, let steps):
      return path.value(in: thing).flatMap { MappingStep.apply(steps, to: $0) }
    case .constant(let value): return value
    case .entryName(let steps):
      return entry.flatMap { MappingStep.apply(steps, to: .string($0)) }
    case .first(let rules):
      var answer: Value?
      for rule in rules {
        answer = rule.value(in: thing, entry: entry) ?? answer
        if let answer, !answer.isNull { return answer }
      }
      return answer
    case .items(let each, let condition, let item):
      let items = each.elements(in: thing)
        .filter { condition?.holds(for: $0.value) ?? true }
        .compactMap { item.value(of: $0.value, entry: $0.entry) }
      return items.isEmpty ? Value?.none : .list(items)
    }
  }
}

extension MappingRule.Item {
  /// The names that make an item the rule of a single value instead of a map of attributes.
  private static let words: Set = ["path", "apply", "entry"]

  init?(_ value: Value?, lists: MappingPath.Lists, rules: IdentifierRules) {
    guard let value else {
      self = .whole
      return
    }
    if case .map(let fields) = value, !fields.allSatisfy({ Self.words.contains($0.key) }) {
      self = .map(
        fields.compactMap { name, rule in
          guard let path = try? AttributePath(parsing: name),
            let rule = MappingRule(rule, lists: lists, rules: rules)
          else { return nil }
          return (path, rule)
        }
      )
      return
    }
    guard let rule = MappingRule(value, lists: lists, rules: rules) else { return nil }
    self = .single(rule)
  }

  func value(of item: Value, entry: String?) -> Value? {
    switch self {
    case .whole: return item
    case .single(let rule):
      return rule.value(in: item, entry: entry).flatMap(\.unlessNull)
    case .map(let rules):
      var fields: Value = .map([:])
      for (path, rule) in rules {
        if let value = rule.value(in: item, entry: entry), !value.isNull {
          fields = fields.inserting(value, at: path.segments[...])
        }
      }
      return fields.mapValue?.isEmpty ?? true ? Value?.none : fields
    }
  }
}

extension Value {
  /// The value, or nil for null. (A bare `nil` beside a value would be taken for null.)
  var unlessNull: Value? { isNull ? Value?.none : self }

  /// The value with another one at a path of names; what is in the way is replaced.
  func inserting(_ value: Value, at path: ArraySlice<AttributePath.Segment>) -> Value {
    guard case .name(let name)? = path.first else { return value }
    var fields = mapValue ?? [:]
    fields[name] = (fields[name] ?? .map([:])).inserting(value, at: path.dropFirst())
    return .map(fields)
  }
}
