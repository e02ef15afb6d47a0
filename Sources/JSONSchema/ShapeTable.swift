internal import Documents

/// Which names may stand in each object, over all schemas that describe it: what closing needs.
///
/// At one place of a document several schemas hold at once (those of `allOf`, `$ref`, conditions).
/// Their properties are joined when the schema is compiled, so that closing is one walk.
struct ShapeTable: Sendable {
  struct Shape: Sendable {
    var names: [String: Int] = [:]
    var free: Int?
    var items: Int?
    /// Whether anything may stand here, and at every depth below.
    var isOpen = false

    /// Whether the schemas say which names there are.
    var describesNames: Bool { !names.isEmpty || free != nil }
  }

  private(set) var shapes: [Shape] = []
  private let steps: [SchemaStep]
  private var known: [Set<Int>: Int] = [:]

  /// The shape of the outermost value.
  static let root = 0

  init(steps: [SchemaStep], root: Int) {
    self.steps = steps
    _ = shape(of: [root])
  }

  private mutating func shape(of schemas: Set<Int>) -> Int {
    let all = closure(of: schemas)
    if let index = known[all] { return index }
    let index = shapes.count
    known[all] = index
    shapes.append(Shape())
    var names: [String: Set<Int>] = [:]
    var free: Set<Int> = []
    var items: Set<Int> = []
    var shape = Shape()
    for schema in all {
      if steps[schema].isOpen { shape.isOpen = true }
      for demand in steps[schema].demands {
        switch demand {
        case .properties(let table):
          for (name, child) in table.names { names[name, default: []].insert(child) }
          free.formUnion(table.patterns.map(\.schema))
          if let additional = table.additional, steps[additional].verdict != false {
            free.insert(additional)
          }
        case .items(let child, _), .contains(let child, _, _): items.insert(child)
        case .prefixItems(let children): items.formUnion(children)
        default: break
        }
      }
    }
    for (name, children) in names { shape.names[name] = self.shape(of: children) }
    if !free.isEmpty { shape.free = self.shape(of: free) }
    if !items.isEmpty { shape.items = self.shape(of: items) }
    shapes[index] = shape
    return index
  }

  /// The schemas with all that hold at the same place because of them.
  private func closure(of schemas: Set<Int>) -> Set<Int> {
    var all: Set<Int> = []
    var pending = Array(schemas)
    while let schema = pending.popLast() {
      guard all.insert(schema).inserted else { continue }
      for demand in steps[schema].demands {
        switch demand {
        case .allOf(let list), .anyOf(let list), .oneOf(let list): pending += list
        case .reference(let target): pending.append(target)
        case .condition(let condition, let then, let otherwise):
          pending.append(condition)
          pending += [then, otherwise].compactMap { $0 }
        case .dependentSchemas(let table): pending += table.values
        default: break
        }
      }
    }
    return all
  }
}
