internal import Documents

/// Finds out why a value is not what a schema describes, and what is said about one that is.
///
/// It walks the schemas as they are written, not the program: the slow twin of the boolean path.
struct Explanation {
  /// What one schema says about one value.
  struct Outcome {
    var errors: [SchemaError] = []
    /// The children that are evaluated: items, and values of entries.
    var evaluated: Set<UInt32> = []
    /// Those that would be if nothing had failed.
    var possible: Set<UInt32> = []
    var annotations: [Annotation] = []

    var isValid: Bool { errors.isEmpty }

    /// Adds what another schema says that must hold too.
    mutating func add(_ other: Outcome) {
      errors += other.errors
      possible.formUnion(other.possible)
      if other.isValid {
        evaluated.formUnion(other.evaluated)
        annotations += other.annotations
      }
    }

    mutating func evaluate(_ child: NodeIndex) {
      evaluated.insert(child.rawValue)
      possible.insert(child.rawValue)
    }
  }

  /// What a schema says about a value that it describes.
  struct Annotation {
    let node: NodeIndex
    let keyword: String
    let keywordLocation: String
    let schemaLocation: String
    let value: Value
  }

  /// A schema and how it was reached.
  struct Step {
    var schema: Int32
    var path: String

    func below(_ schema: Int32, _ parts: String...) -> Step {
      Step(schema: schema, path: path + parts.map { "/" + JSONPointer.escaped($0) }.joined())
    }
  }

  let graph: SchemaGraph
  let options: SchemaOptions
  let document: Document
  /// The value that is judged.
  let origin: NodeIndex
  /// Whether everything is told: annotations, and the objections of every alternative.
  var isComplete = false
  private var verdicts: [Question: Bool] = [:]
  private let traits: SchemaTraits

  private struct Question: Hashable {
    var schema: Int32
    var node: NodeIndex
  }

  init(schema: CompiledSchema, document: Document, origin: NodeIndex) {
    graph = schema.storage.graph
    options = schema.storage.options
    traits = schema.storage.traits
    self.document = document
    self.origin = origin
  }

  /// Judges the value by the root schema.
  mutating func outcome() -> Outcome {
    var outcome = judge(Step(schema: 0, path: ""), origin)
    if options.closesObjects {
      var closing = Closing(explanation: self, isLenient: !outcome.isValid)
      closing.close([0], origin)
      outcome.errors += closing.errors
    }
    return outcome
  }

  /// Whether a value meets a schema; answers are kept.
  mutating func isMet(_ schema: Int32, _ node: NodeIndex) -> Bool {
    let question = Question(schema: schema, node: node)
    if let verdict = verdicts[question] { return verdict }
    let verdict = judge(Step(schema: schema, path: ""), node).isValid
    verdicts[question] = verdict
    return verdict
  }

  func accepts(_ schema: Int32, _ kind: NodeKind) -> Bool {
    traits.accepts[Int(schema)].mayAccept(kind)
  }

  func accepted(_ schema: Int32) -> TypeSet { traits.accepts[Int(schema)] }

  mutating func judge(_ step: Step, _ node: NodeIndex) -> Outcome {
    var outcome = Outcome()
    let schema = graph.nodes[Int(step.schema)]
    if let verdict = schema.verdict {
      if !verdict { outcome.errors.append(refusal(step, node)) }
      return outcome
    }
    var last: [SchemaGraph.Entry] = []
    for entry in graph.entries(of: step.schema) {
      switch entry.keyword {
      case .unevaluatedItems, .unevaluatedProperties: last.append(entry)
      case nil: annotate(entry, step, node, &outcome)
      default: judge(entry, step, node, &outcome)
      }
    }
    for entry in last { judgeUnevaluated(entry, step, node, &outcome) }
    return outcome
  }

  private mutating func judge(
    _ entry: SchemaGraph.Entry,
    _ step: Step,
    _ node: NodeIndex,
    _ outcome: inout Outcome
  ) {
    switch entry.keyword {
    case .reference, .dynamicReference, .recursiveReference:
      outcome.add(judge(step.below(entry.first, name(of: entry, step)), node))
    case .allOf:
      for (place, target) in graph.schemasInPlace(of: entry).enumerated() {
        outcome.add(judge(step.below(target, "allOf", String(place)), node))
      }
    case .anyOf, .oneOf: judgeAlternatives(entry, step, node, &outcome)
    case .not:
      if judge(step.below(entry.first, "not"), node).isValid {
        let text = found(node)
        outcome.errors.append(error(entry, step, node, "\(text) may not stand here", found: text))
      }
    case .if:
      let condition = judge(step.below(entry.first, "if"), node)
      outcome.possible.formUnion(condition.possible)
      if condition.isValid {
        outcome.add(condition)
        if entry.second >= 0 { outcome.add(judge(step.below(entry.second, "then"), node)) }
      } else if entry.third >= 0 {
        outcome.add(judge(step.below(entry.third, "else"), node))
      }
    default: judgeByKind(entry, step, node, &outcome)
    }
  }

  private mutating func judgeByKind(
    _ entry: SchemaGraph.Entry,
    _ step: Step,
    _ node: NodeIndex,
    _ outcome: inout Outcome
  ) {
    switch entry.keyword {
    case .type, .const, .enum: judgeValue(entry, step, node, &outcome)
    default:
      switch document.kind(node) {
      case .string: judgeText(entry, step, node, &outcome)
      case .integer, .decimal: judgeNumber(entry, step, node, &outcome)
      case .list: judgeList(entry, step, node, &outcome)
      case .map: judgeMap(entry, step, node, &outcome)
      case .null, .true, .false: break
      }
    }
  }

  private func annotate(
    _ entry: SchemaGraph.Entry,
    _ step: Step,
    _ node: NodeIndex,
    _ outcome: inout Outcome
  ) {
    guard isComplete, concerns(entry, step, node) else { return }
    annotate(entry, step, node, value(of: entry, step), &outcome)
  }

  /// Whether an annotation is about values of that kind: those of the content vocabulary (JSON Schema
  /// Validation 2020-12, section 8) are about text.
  private func concerns(_ entry: SchemaGraph.Entry, _ step: Step, _ node: NodeIndex) -> Bool {
    switch name(of: entry, step) {
    case "contentEncoding", "contentMediaType": return document.kind(node) == .string
    case "contentSchema":
      let names = graph.entries(of: step.schema).map { self.name(of: $0, step) }
      return document.kind(node) == .string && names.contains("contentMediaType")
    case let name: return !name.hasPrefix("$")
    }
  }

  /// Notes an annotation where they are collected.
  func annotate(
    _ entry: SchemaGraph.Entry,
    _ step: Step,
    _ node: NodeIndex,
    _ value: @autoclosure () -> Value,
    _ outcome: inout Outcome
  ) {
    guard isComplete else { return }
    let name = name(of: entry, step)
    let suffix = "/" + JSONPointer.escaped(name)
    outcome.annotations.append(
      Annotation(
        node: node,
        keyword: name,
        keywordLocation: step.path + suffix,
        schemaLocation: graph.location(of: step.schema) + JSONPointer.fragment(suffix),
        value: value()
      )
    )
  }
}
