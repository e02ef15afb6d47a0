public import Documents

/// A schema that is ready to judge documents; immutable, and shared freely between threads.
public struct CompiledSchema: Sendable {
  let program: SchemaProgram
  let graph: SchemaGraph
  let options: SchemaOptions
  /// What is known of each schema before a value is seen, for explanations.
  let traits: SchemaTraits

  /// Whether a value is what the schema describes. It builds nothing on the way.
  ///
  /// Time is linear in the value for most schemas; `uniqueItems` costs a hash of every item.
  public func isValid(_ document: Document, at node: NodeIndex) -> Bool {
    Judge.judge(program, document, node)
  }
}
