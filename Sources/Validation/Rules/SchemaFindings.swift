internal import Diagnostics
internal import Documents
internal import JSONSchema
internal import Records

/// Turns what the schema engine objects to into findings about a record.
enum SchemaFindings {
  /// Returns a finding for each objection that stands for itself, once where several schemas of the
  /// class object to the same.
  static func findings(_ errors: [SchemaError], in subject: RecordSubject) -> [Finding] {
    var seen: Set<Finding> = []
    return errors.flatMap(\.leaves).map { finding($0, in: subject) }
      .filter { seen.insert($0).inserted }
  }

  private static func finding(_ error: SchemaError, in subject: RecordSubject) -> Finding {
    let keys = subject.recordClass?.listKeys ?? .none
    let attribute = subject.document.path(of: error.node, keys: keys)
    return Finding(
      rule: RecordFollowsSchema.id,
      severity: .error,
      reference: subject.reference.description,
      place: Place(
        file: subject.path,
        line: subject.document.line(error.node),
        column: subject.document.column(error.node)
      ),
      attribute: attribute.isEmpty ? nil : attribute.description,
      message: error.message,
      help: error.suggestion.map { "did you mean \($0)?" },
      length: error.length
    )
  }
}
