public import Diagnostics
public import Documents
internal import JSONSchema
internal import Records

/// cmdb.yaml, sources/, policy/ and schema/ are what their formats describe.
public enum SettingsFollowSchema: ExplainedRule {
  /// The rule's identifier.
  public static let id = "CMDB-R013"
  /// What must hold.
  public static let title = "a file of settings, sources, policy or schema follows its format"
  /// An error.
  public static let severity = Severity.error
  /// Why, with an example and its cure.
  public static let explanation = """
    cmdb.yaml, sources/, policy/ and schema/lifecycle/ say what all records mean, so a slip in them
    weighs more than one in a record. Each has a schema (`cmdb schema show source`); queries, patterns
    and paths in them can be read; states that may follow exist; the name inside a source's file is
    the file's.

        standards:
          - { id: models, title: Models, match: "class=", require: "model.approved" }

    Cure: write what the finding expects; the documentation of the format has examples.
    """

  /// The format that describes the file at a path, or nil where none does.
  public static func format(ofPath path: String) -> String? {
    if path == Settings.fileName { return "cmdb" }
    guard path.hasSuffix(".yaml") else { return nil }
    if path.hasPrefix("sources/") { return "source" }
    if path.hasPrefix("policy/") { return "policy" }
    if path.hasPrefix("schema/lifecycle/") { return "lifecycle" }
    if path.hasPrefix("schema/connectors/") { return "connector" }
    return nil
  }

  /// Returns the objections to one file of a format.
  public static func check(
    _ document: Document,
    path: String,
    format: String,
    in context: ValidationContext
  ) -> [Finding] {
    let file = SettingsFile(path: path, format: format, document: document, in: context)
    do throws(SchemaCompilationError) {
      guard let schema = try context.schemas.schema(of: format) else { return [] }
      let objections = file.objections(of: schema, at: document.root, Self.self)
      return objections.isEmpty ? SettingsMeaning.objections(to: file, in: context) : objections
    } catch {
      return [
        Finding(rule: id, place: Place(file: path), message: "its format cannot be used: \(error)")
      ]
    }
  }
}
