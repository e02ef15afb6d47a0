public import Documents

/// Compiles schemas of JSON Schema 2020-12 and draft-07 (and, where such a schema is referred to, of
/// 2019-09) into programs that judge many documents.
///
/// Other schemas are found by address among the documents that were handed in, and the metaschemas of
/// the standard; nothing is ever fetched. What the engine cannot do as the standard says is an error
/// on the schema, never passed over.
public struct SchemaCompiler {
  /// How schemas are read.
  public var options: SchemaOptions
  private let resolve: (String) -> Document?

  /// Creates a compiler that finds schemas through `resolve`, which is given URIs without fragment.
  public init(options: SchemaOptions = SchemaOptions(), resolve: @escaping (String) -> Document?) {
    self.options = options
    self.resolve = resolve
  }

  /// Creates a compiler that knows some documents by their URIs.
  ///
  /// Each may also be found by the `$id` at its root.
  public init(documents: [(uri: String, document: Document)], options: SchemaOptions) {
    var known: [String: Document] = [:]
    for (uri, document) in documents {
      let base = URIReference(uri)
      if let id = document.child(document.root, named: "$id" as StaticString) {
        let own = URIReference(document.text(id)).resolved(against: base).withoutFragment
        if known[own] == nil { known[own] = document }
      }
      known[base.withoutFragment] = document
    }
    self.init(options: options) { [known] in known[$0] }
  }

  /// Compiles the schema that a URI leads to; it may have a fragment.
  ///
  /// The error says where in the schemas, and what is wrong.
  public func compile(_ uri: String) throws(SchemaCompilationError) -> CompiledSchema {
    try compile(uri, in: library)
  }

  /// Compiles a schema that is known by `address`, which may differ from the `$id` within.
  public static func compile(
    _ document: Document,
    address: String,
    options: SchemaOptions = SchemaOptions(),
    resolve: @escaping (String) -> Document?
  ) throws(SchemaCompilationError) -> CompiledSchema {
    let compiler = SchemaCompiler(options: options, resolve: resolve)
    var library = compiler.library
    try library.add(document, at: address)
    return try compiler.compile(address, in: library)
  }

  private var library: SchemaLibrary {
    let draft: Dialect.Draft = options.defaultDraft == .draft7 ? .draft7 : .draft2020
    return SchemaLibrary(
      defaultDialect: Dialect(draft: draft, vocabularies: .standard),
      resolve: resolve
    )
  }

  private func compile(_ uri: String, in library: SchemaLibrary) throws(SchemaCompilationError)
    -> CompiledSchema
  {
    var reader = SchemaReader(library: library, options: options)
    let graph = try reader.read(uri)
    var builder = try ProgramBuilder(graph, options: options)
    return CompiledSchema(
      storage: CompiledSchema.Storage(
        program: builder.build(),
        graph: graph,
        traits: builder.traits,
        options: options
      )
    )
  }
}
