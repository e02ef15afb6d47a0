public import Diagnostics
public import Documents
internal import JSONSchema
internal import Records

/// A schema of the repository can be compiled, and says nothing that would be passed over.
public enum SchemaCanBeUsed: ExplainedRule {
  /// The rule's identifier.
  public static let id = "CMDB-R018"
  /// What must hold.
  public static let title = "a schema of the repository is one that can be used"
  /// An error.
  public static let severity = Severity.error
  /// Why, with an example and its cure.
  public static let explanation = """
    A repository's own schemas are held to the letter: a keyword that the standard and this program do
    not know would be passed over without a word, a `$ref` to nowhere or around in a circle describes
    nothing, and a `pattern` that cannot be read allows everything. Any of them makes the whole class
    unusable, so the finding stands at the place in the schema.

        properties:
          slot: { type: string, patern: "^[a-z]+$" }

    Cure: write the keyword that was meant. Notes of your own begin with `x-`, or stand in `$comment`.
    """

  /// Whether a file is a class or an extension of one.
  public static func concerns(path: String) -> Bool {
    path.hasPrefix("schema/") && path.hasSuffix(".yaml") && !path.hasPrefix("schema/identifiers/")
      && SettingsFollowSchema.format(ofPath: path) == nil
  }

  /// What the metaschema objects to in the schema at a node: that of the standard with this program's
  /// own keywords.
  static func misshapes(of schema: NodeIndex, in file: SettingsFile, _ context: ValidationContext)
    throws(SchemaCompilationError) -> [Finding]
  {
    let isOlder = SchemaKeywords.isOlder(schema, of: file.document) ?? false
    let metaschema =
      isOlder
      ? try SchemaCompiler(resolve: { _ in nil }).compile("http://json-schema.org/draft-07/schema")
      : try context.schemas.schema(of: "schema")
    return metaschema.map { file.objections(of: $0, at: schema, Self.self) } ?? []
  }

  /// Returns the objections to one schema.
  public static func check(_ document: Document, path: String, in context: ValidationContext)
    -> [Finding]
  {
    let name = String(path.dropFirst("schema/".count).dropLast(".yaml".count))
    let file = SettingsFile(path: path, format: "schema", document: document, in: context)
    let strict = SchemaKeywords(file: file, context: context).objections(to: document.root)
    guard strict.isEmpty else { return strict }
    do throws(SchemaCompilationError) {
      _ = try context.schemas.schema(of: name)
      return try misshapes(of: document.root, in: file, context)
    } catch {
      let address = SchemaPlace.address(error.location)
      let id = document.child(document.root, named: "$id").map { document.text($0) }
      let isHere = ["repository:\(name)", id, ""].contains(address)
      let node =
        isHere
        ? SchemaPlace.node(error.location, in: document, from: document.root) : document.root
      return [
        file.finding(
          Self.self,
          at: node,
          isHere ? error.message : "\(error.location): \(error.message)",
          help: "cmdb schema show \(name) prints what the class is made of"
        )
      ]
    }
  }
}
