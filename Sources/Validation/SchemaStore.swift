internal import Documents
public import JSONSchema
public import Records
internal import Synchronization

/// The compiled schemas of a repository; each is compiled when it is first asked for.
public final class SchemaStore: Sendable {
  /// A schema, compiled.
  public typealias Schema = CompiledSchema

  private let catalogue: ClassCatalogue
  private let compiled = Mutex<[String: Result<CompiledSchema, SchemaCompilationError>]>([:])
  private let keptIdentifiers = Mutex<IdentifierRules?>(nil)

  /// Creates the store of a catalogue.
  public init(_ catalogue: ClassCatalogue) { self.catalogue = catalogue }

  /// Returns the schema of a class or of a format such as `source`, all its files joined; nil where
  /// there is none of that name.
  public func schema(of name: String) throws(SchemaCompilationError) -> CompiledSchema? {
    if let known = compiled.withLock({ $0[name] }) { return try known.get() }
    let files = catalogue.files(of: name)
    guard !files.isEmpty else { return nil }
    let result = Self.compile(files, from: catalogue)
    compiled.withLock { $0[name] = result }
    return try result.get()
  }

  /// Which identifiers say nothing, as the repository's schemas or the program's own have it.
  var identifiers: IdentifierRules {
    keptIdentifiers.withLock { kept in
      if let kept { return kept }
      let read = IdentifierRules(junk: value("identifiers/junk"), mac: value("identifiers/mac"))
      kept = read
      return read
    }
  }

  private func value(_ name: String) -> Value? {
    catalogue.files(of: name).last.flatMap { catalogue.document(at: $0.address) }
      .map { $0.value($0.root) }
  }

  private static func compile(_ files: [SchemaFile], from catalogue: ClassCatalogue)
    -> Result<CompiledSchema, SchemaCompilationError>
  {
    let branches = files.map { "{ \"$ref\": \"\($0.address)\" }" }.joined(separator: ", ")
    do throws(SchemaCompilationError) {
      guard let root = try? Document.parse(Array("{ \"allOf\": [\(branches)] }".utf8), as: .json)
      else { throw SchemaCompilationError(location: files[0].address, message: "no such schema") }
      return .success(
        try SchemaCompiler.compile(
          root,
          address: "cmdb:all-of-\(files[0].name)",
          options: SchemaOptions(
            assertFormats: true,
            closesObjects: true,
            openKeyword: "x-open"
          ),
          resolve: { catalogue.document(at: $0) }
        )
      )
    } catch {
      return .failure(error)
    }
  }
}
