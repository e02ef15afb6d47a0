public import Diagnostics
public import Documents
internal import JSONSchema
internal import Records

/// cmdb.yaml, sources/, policy/ and schema/ are what their formats describe.
public enum SettingsFollowSchema {
  /// The rule's identifier.
  public static let id = "CMDB-R013"
  /// What must hold.
  public static let title = "a file of settings, sources, policy or schema follows its format"

  /// The format that describes the file at a path, or nil where none does.
  public static func format(ofPath path: String) -> String? {
    if path == Settings.fileName { return "cmdb" }
    guard path.hasSuffix(".yaml") else { return nil }
    if path.hasPrefix("sources/") { return "source" }
    if path.hasPrefix("policy/") { return "policy" }
    if path.hasPrefix("schema/lifecycle/") { return "lifecycle" }
    return nil
  }

  /// Returns the objections to one file of a format.
  public static func check(
    _ document: Document,
    path: String,
    format: String,
    in context: ValidationContext
  ) -> [Finding] {
    do throws(SchemaCompilationError) {
      guard let schema = try context.schemas.schema(of: format),
        !schema.isValid(document, at: document.root)
      else { return [] }
      return schema.explain(document, at: document.root).flatMap(\.leaves).map { error in
        Finding(
          rule: id,
          place: Place(
            file: path,
            line: document.line(error.node),
            column: document.column(error.node)
          ),
          attribute: document.path(of: error.node, keys: .none).description,
          message: error.message,
          help: error.suggestion.map { "did you mean \($0)?" },
          length: error.length
        )
      }
    } catch {
      return [
        Finding(rule: id, place: Place(file: path), message: "its format cannot be used: \(error)")
      ]
    }
  }
}
