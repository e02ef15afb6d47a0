public import Diagnostics
internal import Documents
internal import JSONSchema
internal import Records

/// A record meets the standards that the organisation has set, or is excused for a time.
public enum RecordMeetsStandards: Rule {
  /// The rule's identifier.
  public static let id = "CMDB-R009"
  /// What must hold.
  public static let title = "a record meets the standards of policy/, or is excused for a time"
  /// An error, or a warning where the standard says so.
  public static let severity = Severity.error
  /// Why, with an example and its cure.
  public static let explanation = """
    `standards` in policy/ say what records must be beyond their schema: `match` is the query for the
    records, `assert` a JSON Schema over each, `require` a query that must hold, in which a dot walks
    through references and dates are relative to the day. `exceptions` excuse single records, with an
    owner, a reason and a last day; afterwards the standard counts again by itself. What becomes a
    breach by the passing of days alone is a warning when everything is validated, and an error for
    the change of such a record whose commit is the first of the repository after that day.

        - { id: approved-models, title: …, match: class=server, require: model.approved=true }

    Cure: correct the record as the standard's description says, or ask for an exception.
    """

  /// Returns the objections to one record.
  public static func check(_ subject: RecordSubject, in context: ValidationContext) throws
    -> [Finding]
  {
    let className = subject.reference.className
    return try context.policy.standards.flatMap { standard -> [Finding] in
      guard standard.match.requiredClasses?.contains(className) ?? true,
        try context.queries.matches(standard.match, subject.value, className: className)
      else { return [] }
      let exception = standard.exception(for: subject.reference)
      if let exception, context.day <= exception.until { return [] }
      return try breaches(of: standard, by: subject, after: exception, in: context)
    }
  }

  private static func breaches(
    of standard: Standard,
    by subject: RecordSubject,
    after exception: Standard.Exception?,
    in context: ValidationContext
  ) throws -> [Finding] {
    let lapsed = exception.map { "; its exception ended on \($0.until)" } ?? ""
    let hasLapsed = exception != nil || standard.dependsOnDay
    let severity = hasLapsed ? min(standard.severity, context.lapseSeverity) : standard.severity
    let root = subject.document.root
    let says = "\(standard.title) [\(standard.id)]"
    var findings: [Finding] = []
    if let schema = standard.assertion, !schema.isValid(subject.document, at: root) {
      let errors = schema.explain(subject.document, at: root)
      findings = SchemaFindings.findings(errors, in: subject).map { objection in
        var finding = objection
        finding.rule = id
        finding.severity = severity
        finding.message = "\(says): \(objection.message)\(lapsed)"
        finding.help = finding.help ?? standard.text ?? "\(standard.file) says why"
        return finding
      }
    }
    if let query = standard.requirement,
      try !context.queries.matches(query, subject.value, className: subject.reference.className)
    {
      let attribute = query.attributes.first { !subject.value.values(at: ownPart($0)).isEmpty }
      let place = attribute.map(ownPart) ?? AttributePath()
      findings.append(
        subject.finding(
          Self.self,
          at: place,
          "\(says): \(standard.requirementText ?? "its query") does not hold\(lapsed)",
          help: standard.text ?? "\(standard.file) says why",
          severity: severity,
          length: subject.length(of: place)
        )
      )
    }
    return findings
  }

  /// The part of a path that is an attribute of the record itself: its first name.
  private static func ownPart(_ path: AttributePath) -> AttributePath {
    AttributePath(Array(path.segments.prefix(1)))
  }
}
