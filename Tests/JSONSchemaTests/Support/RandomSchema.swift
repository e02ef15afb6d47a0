import Documents
import TestSupport

/// Writes random schemas and values that are likely to meet.
struct RandomSchema {
  var generator: SeededGenerator
  /// Whether schemas are for the closing mode: some are open, and none has `unevaluatedItems`, of
  /// which the closing mode takes a simpler view.
  var isForClosing = false

  private let names = ["a", "b", "c", "dd", "a-rather-long-name", "x"]
  private let words = ["red", "green", "blue", ""]

  init(_ generator: SeededGenerator) { self.generator = generator }

  // MARK: Values

  mutating func value(depth: Int = 3) -> Value {
    switch generator.below(depth > 0 ? 9 : 6) {
    case 0: return .null
    case 1: return .bool(generator.chance(50))
    case 2, 3: return number()
    case 4, 5: return .string(generator.pick(words))
    case 6:
      return .list((0..<generator.below(4)).map { _ in value(depth: depth - 1) })
    default:
      var map = ValueMap()
      for _ in 0..<generator.below(5) {
        map[generator.pick(names)] = value(depth: depth - 1)
      }
      return .map(map)
    }
  }

  private mutating func number() -> Value {
    let texts = ["0", "1", "2", "3", "-1", "1.0", "1.5", "2e0", "9007199254740993", "0.3", "1e400"]
    return Number(generator.pick(texts)).map { .number($0) } ?? .null
  }

  private func whole(_ number: Int) -> Value { Number(String(number)).map { .number($0) } ?? .null }

  // MARK: Schemas

  /// A root schema with three definitions, to which every `$ref` leads.
  mutating func schema() -> Value {
    var root = map(depth: 3)
    var definitions = ValueMap()
    for name in ["p", "q", "r"] { definitions[name] = schema(depth: 2, mayRefer: name == "p") }
    root["$defs"] = .map(definitions)
    return .map(root)
  }

  private mutating func schema(depth: Int, mayRefer: Bool = true) -> Value {
    if generator.chance(6) { return .bool(generator.chance(80)) }
    return .map(map(depth: depth, mayRefer: mayRefer))
  }

  private mutating func map(depth: Int, mayRefer: Bool = true) -> ValueMap {
    var map = ValueMap()
    for _ in 0...generator.below(4) { add(&map, depth, mayRefer) }
    return map
  }

  private mutating func add(_ map: inout ValueMap, _ depth: Int, _ mayRefer: Bool) {
    switch generator.below(depth > 0 ? 26 : 9) {
    case 0: map["type"] = type()
    case 1: map["enum"] = .list((0...generator.below(3)).map { _ in value(depth: 1) })
    case 2: map["const"] = value(depth: 1)
    case 3: map[generator.pick(["minimum", "maximum", "exclusiveMinimum"])] = number()
    case 4: map[generator.pick(["minLength", "maxLength"])] = whole(generator.below(5))
    case 5: map["pattern"] = .string(generator.pick(["^r", "e+", "^[a-z]*$", "(?=b)"]))
    case 6:
      map[generator.pick(["minItems", "maxItems", "minProperties", "maxProperties"])] = whole(
        generator.below(4)
      )
    case 7:
      map["required"] = .list([.string(generator.pick(names)), .string(generator.pick(names))])
    case 8: map["uniqueItems"] = .bool(true)
    case 9, 10, 11: map["properties"] = properties(depth)
    case 12:
      map["patternProperties"] = .map([
        generator.pick(["^a", "b|c", "d$"]): schema(depth: depth - 1)
      ])
    case 13: map["additionalProperties"] = schema(depth: depth - 1)
    case 14: map["propertyNames"] = schema(depth: 0)
    case 15: map["items"] = schema(depth: depth - 1)
    case 16: map["prefixItems"] = .list([schema(depth: depth - 1), schema(depth: depth - 1)])
    case 17:
      map["contains"] = schema(depth: depth - 1)
      if generator.chance(50) { map["minContains"] = whole(generator.below(3)) }
      if generator.chance(50) { map["maxContains"] = whole(1 + generator.below(2)) }
    case 18, 19:
      let keyword = generator.pick(["allOf", "anyOf", "oneOf"])
      map[keyword] = .list(
        (0...generator.below(3)).map { _ in schema(depth: depth - 1, mayRefer: mayRefer) }
      )
    case 20: map["not"] = schema(depth: depth - 1, mayRefer: mayRefer)
    case 21:
      map["if"] = schema(depth: depth - 1, mayRefer: mayRefer)
      if generator.chance(80) { map["then"] = schema(depth: depth - 1, mayRefer: mayRefer) }
      if generator.chance(60) { map["else"] = schema(depth: depth - 1, mayRefer: mayRefer) }
    case 22:
      map["dependentSchemas"] = .map([
        generator.pick(names): schema(depth: depth - 1, mayRefer: mayRefer)
      ])
    case 23:
      map["dependentRequired"] = .map([
        generator.pick(names): .list([.string(generator.pick(names))])
      ])
    case 24 where mayRefer: map["$ref"] = .string("#/$defs/" + generator.pick(["q", "r"]))
    case 25:
      if isForClosing, generator.chance(30) { map["x-open"] = .bool(true) }
      let keyword =
        isForClosing
        ? "unevaluatedProperties"
        : generator.pick(["unevaluatedProperties", "unevaluatedItems"])
      map[keyword] = generator.chance(60) ? .bool(false) : schema(depth: depth - 1)
    default: map["title"] = .string("x")
    }
  }

  private mutating func type() -> Value {
    let types = ["null", "boolean", "integer", "number", "string", "array", "object"]
    if generator.chance(50) { return .string(generator.pick(types)) }
    return .list([.string(generator.pick(types)), .string(generator.pick(types))])
  }

  private mutating func properties(_ depth: Int) -> Value {
    var map = ValueMap()
    for _ in 0...generator.below(3) { map[generator.pick(names)] = schema(depth: depth - 1) }
    return .map(map)
  }
}
