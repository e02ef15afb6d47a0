public import Diagnostics
internal import Documents
internal import Records

/// No two records claim the same serial, address or name that is one thing's own.
public enum IdentifiersAreUnique: Rule {
  /// The rule's identifier.
  public static let id = "CMDB-R004"
  /// What must hold.
  public static let title = "an identifier that must be unique stands in one record of the family"
  /// An error; attributes that say so make it a warning.
  public static let severity = Severity.error
  /// Why, with an example and its cure.
  public static let explanation = """
    Discovery finds the record of a thing by its identifiers: a serial number, a UUID, an asset tag.
    Two records with one identifier would both claim what is discovered. Values are compared as the
    schema normalises them, over all classes of the family.

        records/server/web-01.yaml:        serial: SN48291
        records/network-device/sw-1.yaml:  serial: sn48291

    Cure: merge the two records, or correct one of them. Members of a stack or cluster that truly
    share an identifier list each other under shared_with.
    """

  /// Returns the objections to one record.
  public static func check(_ subject: RecordSubject, in context: ValidationContext) throws
    -> [Finding]
  {
    guard let recordClass = subject.recordClass else { return [] }
    var findings: [Finding] = []
    for (pattern, uniqueness) in recordClass.uniqueAttributes {
      let classes =
        uniqueness == .class
        ? [recordClass.name] : context.catalogue.family(of: recordClass.name)
      for value in recordClass.identifiers(in: subject.value, at: pattern)
      where identifies(value, recordClass.attributes[pattern], context.schemas.identifiers) {
        let others = try context.lookup.records(of: classes, where: pattern, is: value)
          .filter { $0 != subject.reference }
        for other in others where try !areShared(subject, with: other, in: context) {
          findings.append(
            objection(
              subject,
              pattern,
              value,
              other,
              at: try place(of: value, at: pattern, in: other, context),
              severity: uniqueness.severity
            )
          )
        }
      }
    }
    return findings
  }

  /// Whether a value is one thing's own: no placeholder of firmware, and no hardware address that
  /// several things share or that is made up on the spot.
  private static func identifies(
    _ value: String,
    _ description: AttributeDescription?,
    _ rules: IdentifierRules
  ) -> Bool {
    let steps = description?.normalisation ?? []
    if steps.contains(.mac) { return rules.identifies(mac: value) }
    return !steps.contains(.junk) || !rules.isJunk(value)
  }

  /// Where the other record says the value.
  private static func place(
    of value: String,
    at pattern: AttributePath,
    in other: Reference,
    _ context: ValidationContext
  ) throws -> Place? {
    guard let record = try context.lookup.record(other) else { return nil }
    let subject = RecordSubject(
      path: record.path,
      reference: other,
      recordClass: context.catalogue.recordClass(other.className),
      document: record.document
    )
    return subject.place(of: attribute(holding: value, at: pattern, in: subject))
  }

  private static func objection(
    _ subject: RecordSubject,
    _ pattern: AttributePath,
    _ value: String,
    _ other: Reference,
    at place: Place?,
    severity: Severity
  ) -> Finding {
    let attribute = attribute(holding: value, at: pattern, in: subject)
    return subject.finding(
      Self.self,
      at: attribute,
      "\(pattern) \(value) is also that of \(other)",
      help: "correct one of the two (the other stands in "
        + "\(place?.description ?? other.description)), or list each under shared_with of the other",
      severity: severity
    )
  }

  /// The attribute of the subject at which the value stands, such as `interfaces[eth0].mac`.
  private static func attribute(
    holding value: String,
    at pattern: AttributePath,
    in subject: RecordSubject
  ) -> AttributePath {
    guard let recordClass = subject.recordClass else { return pattern }
    let steps = recordClass.attributes[pattern]?.normalisation ?? []
    let leaf = recordClass.leaves(of: subject.value).first { leaf in
      leaf.path.pattern == pattern
        && leaf.value.scalarText.flatMap { Normalisation.apply(steps, to: $0) } == value
    }
    return leaf?.path ?? pattern
  }

  private static func areShared(
    _ subject: RecordSubject,
    with other: Reference,
    in context: ValidationContext
  ) throws -> Bool {
    guard names(subject.value, other),
      let record = try context.lookup.record(other)
    else { return false }
    return names(record.value, subject.reference)
  }

  private static func names(_ value: Value, _ reference: Reference) -> Bool {
    value["shared_with"]?.texts?.contains(reference.description) ?? false
  }
}

extension AttributeDescription.Uniqueness {
  /// How much a breach weighs.
  fileprivate var severity: Severity { self == .warning ? .warning : .error }
}
