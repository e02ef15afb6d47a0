public import Diagnostics
internal import Documents
internal import JSONSchema
internal import Records

/// A record is what the schema of its class describes.
public enum RecordFollowsSchema: Rule {
  /// The rule's identifier.
  public static let id = "CMDB-R001"
  /// What must hold.
  public static let title = "a record is what the schema of its class describes"
  /// An error.
  public static let severity = Severity.error
  /// Why, with an example and its cure.
  public static let explanation = """
    Every record is one YAML file `records/<class>/…/<id>.yaml`. Its class is known, its `class` and
    `id` say the same as its place, and every attribute is described by the schema of the class:
    `cmdb schema show CLASS` prints it. An unknown attribute is most often a slip of the pen.

        id: web-01
        class: server
        lifecycle: in-used

    Cure: write one of the words that the finding names (here in-use). To keep a new kind of fact,
    extend the class in the repository's own schema/ with `x-extends: true`.
    """

  /// Returns the objections to one record.
  public static func check(_ subject: RecordSubject, in context: ValidationContext) throws
    -> [Finding]
  {
    guard subject.recordClass != nil else { return [unknownClass(subject, context)] }
    let place = placeFindings(subject)
    do throws(SchemaCompilationError) {
      guard let schema = try context.schemas.schema(of: subject.reference.className) else {
        return place
      }
      if schema.isValid(subject.document, at: subject.document.root) { return place }
      let errors = schema.explain(subject.document, at: subject.document.root)
      return place + SchemaFindings.findings(errors, in: subject)
    } catch {
      return place + [
        Finding(
          rule: id,
          reference: subject.reference.description,
          place: subject.start,
          message: "the schema of class \(subject.reference.className) cannot be used: \(error)"
        )
      ]
    }
  }

  private static func unknownClass(_ subject: RecordSubject, _ context: ValidationContext)
    -> Finding
  {
    let name = subject.reference.className
    let nearest = NearestName.of(name, in: context.catalogue.classNames)
    return subject.finding(
      Self.self,
      at: AttributePath(),
      "there is no class \(name)",
      help: nearest.map { "did you mean \($0)? Move the file to records/\($0)/" }
        ?? "cmdb schema ls lists the classes; a class of your own is a file schema/\(name).yaml"
    )
  }

  /// The `id` and `class` inside must say what the path says.
  private static func placeFindings(_ subject: RecordSubject) -> [Finding] {
    var findings: [Finding] = []
    let said = [("id", subject.reference.id), ("class", subject.reference.className)]
    for (name, expected) in said {
      let path = AttributePath().appending(name: name)
      guard let found = subject.value[name]?.scalarText, found != expected else { continue }
      let thing = name == "id" ? "file name" : "folder"
      findings.append(
        subject.finding(
          Self.self,
          at: path,
          "\(name) is \(found), but the \(thing) says \(expected)",
          help: name == "id"
            ? "cmdb mv \(subject.reference) \(subject.reference.className)/\(found) renames it with every reference"
            : "write \(name): \(expected), or move the file to records/\(found)/",
          length: found.unicodeScalars.count
        )
      )
    }
    return findings
  }
}
