public import Documents

/// A schema that is ready to judge documents; immutable, and shared freely between threads.
///
/// A copy costs one reference count, however large the schema.
public struct CompiledSchema: Sendable {
  /// All that belongs to a schema, in one place of memory.
  final class Storage: Sendable {
    let program: SchemaProgram
    let graph: SchemaGraph
    /// What is known of each schema before a value is seen, for explanations.
    let traits: SchemaTraits
    let options: SchemaOptions

    init(
      program: SchemaProgram,
      graph: SchemaGraph,
      traits: SchemaTraits,
      options: SchemaOptions
    ) {
      self.program = program
      self.graph = graph
      self.traits = traits
      self.options = options
    }
  }

  let storage: Storage

  /// Whether a value is what the schema describes.
  ///
  /// Nothing is built on the way, and nothing allocated, apart from patterns with look-around or
  /// back-references and maps or lists of thousands of children with `unevaluated…`. Time is linear
  /// in the value for most schemas; `uniqueItems` costs a hash of every item.
  public func isValid(_ document: Document, at node: NodeIndex) -> Bool {
    Judge.judge(storage, document, node)
  }
}
