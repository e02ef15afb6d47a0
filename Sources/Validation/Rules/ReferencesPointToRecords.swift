public import Diagnostics
internal import Documents
internal import Records

/// Every reference points to a record that exists, of a class that may stand there.
public enum ReferencesPointToRecords: Rule {
  /// The rule's identifier.
  public static let id = "CMDB-R003"
  /// What must hold.
  public static let title = "a reference points to a record that exists, of an allowed class"
  /// An error.
  public static let severity = Severity.error
  /// Why, with an example and its cure.
  public static let explanation = """
    A reference is `class/id`. It points to a record of the repository, of one of the classes that
    the schema allows there, so that impact, cost and ownership can be followed along it. A relation
    that has one target by its schema names one.

        relations:
          hosted_on: [server/esx-01, server/esx-02]

    Cure: name one existing record. `cmdb rm` and `cmdb mv` keep every reference right.
    """

  /// Returns the objections to one record.
  public static func check(_ subject: RecordSubject, in context: ValidationContext) throws
    -> [Finding]
  {
    guard let recordClass = subject.recordClass else { return [] }
    var findings: [Finding] = []
    for (attribute, text) in ReferenceTexts.all(in: subject.value, of: recordClass)
    where attribute.description != "owner" {
      guard let reference = Reference(text) else {
        if !(recordClass.attributes[attribute]?.hasPattern ?? false) {
          findings.append(
            objection(
              subject,
              attribute,
              text,
              "\(attribute) is a reference, and \(text) is none",
              help: "a reference is class/id, such as server/web-01"
            )
          )
        }
        continue
      }
      let allowed = recordClass.attributes[attribute]?.referencedClasses ?? []
      if !allowed.isEmpty && !allowed.contains(reference.className) {
        findings.append(
          objection(
            subject,
            attribute,
            text,
            "\(attribute) refers to \(article(reference.className)), but only "
              + "\(allowed.joined(separator: ", ")) may stand here",
            help: nil
          )
        )
      } else if try !context.lookup.exists(reference) {
        findings.append(try missing(subject, attribute, reference, context))
      }
    }
    return findings + tooManyTargets(subject, recordClass)
  }

  private static func missing(
    _ subject: RecordSubject,
    _ attribute: AttributePath,
    _ reference: Reference,
    _ context: ValidationContext
  ) throws -> Finding {
    let siblings = try context.lookup.references(ofClasses: [reference.className])
    let nearest = NearestName.of(reference.id, in: siblings.map(\.id))
    let help: String
    if let nearest {
      help = "did you mean \(reference.className)/\(nearest)?"
    } else if !context.catalogue.hasClass(reference.className),
      let name = NearestName.of(reference.className, in: context.catalogue.classNames)
    {
      help = "there is no class \(reference.className); did you mean \(name)/\(reference.id)?"
    } else {
      help = "cmdb ls class=\(reference.className) lists what is there"
    }
    return objection(
      subject,
      attribute,
      reference.description,
      "\(reference) does not exist",
      help: help
    )
  }

  private static func tooManyTargets(_ subject: RecordSubject, _ recordClass: RecordClass)
    -> [Finding]
  {
    guard let relations = subject.value["relations"]?.mapValue else { return [] }
    let place = AttributePath().appending(name: "relations")
    return relations.compactMap { name, value in
      let attribute = place.appending(name: name)
      guard recordClass.attributes[attribute]?.relation?.isToOne ?? false,
        let count = value.listValue?.count, count > 1
      else { return nil }
      return subject.finding(
        Self.self,
        at: attribute,
        "\(name) has one target, this names \(count)",
        help: "keep the one that counts"
      )
    }
  }

  private static func article(_ className: String) -> String { "a \(className)" }

  private static func objection(
    _ subject: RecordSubject,
    _ attribute: AttributePath,
    _ text: String,
    _ message: String,
    help: String?
  ) -> Finding {
    subject.finding(
      Self.self,
      at: attribute,
      message,
      help: help,
      length: text.unicodeScalars.count
    )
  }
}
