/// One step of a compiled schema: 16 bytes, linked to others by index.
struct Instruction: Sendable, Hashable {
  /// What is asked of the value; a step that is met goes on to the next.
  enum Operation: UInt8, Sendable, Hashable {
    /// The value is valid.
    case accept
    /// The value is not valid.
    case reject
    /// Text of at least and at most so many scalars.
    case length
    case pattern
    case format
    /// Text that is one of a table's words.
    case word
    /// A number without fraction, though it may be written with one.
    case whole
    case minimum
    case exclusiveMinimum
    case maximum
    case exclusiveMaximum
    case multipleOf
    /// A value that equals one of a run of values.
    case equalsAny
    /// A list or map of at least and at most so many items or entries.
    case count
    case uniqueItems
    /// The first items, each with its own state.
    case prefixItems
    /// All items from a place on.
    case items
    case contains
    /// The entries of a map.
    case members
    /// The names of a map.
    case names
    case dependentRequired
    case dependentSchema
    /// The value in another state.
    case call
    case anyOf
    case oneOf
    case not
    case condition
    /// What nothing before has evaluated, tracked while the value is judged.
    case unevaluated
    /// Names that nothing describes, where that depends on the value.
    case close
  }

  var operation: Operation
  /// Whether the step also says which children are evaluated.
  var evaluates = false
  var first: Int32 = 0
  var second: Int32 = 0
  var third: Int32 = 0

  init(
    _ operation: Operation,
    _ first: Int32 = 0,
    _ second: Int32 = 0,
    _ third: Int32 = 0,
    evaluates: Bool = false
  ) {
    self.operation = operation
    self.first = first
    self.second = second
    self.third = third
    self.evaluates = evaluates
  }
}
