public import Diagnostics
internal import Documents
internal import Records

/// The owner of a record is an active team that somebody can reach.
public enum OwnerIsActiveTeam: Rule {
  /// The rule's identifier.
  public static let id = "CMDB-R002"
  /// What must hold.
  public static let title = "the owner of a record is an active team with a member and a contact"
  /// An error.
  public static let severity = Severity.error
  /// Why, with an example and its cure.
  public static let explanation = """
    Every record has an accountable owner: a team that is active, has at least one active member
    (a person whose relations.member_of names it) and says how to reach it. A team that is left
    without members owns nothing: hand its records over first.

        owner: team/platfrom

    Cure: write the team that is meant (`cmdb ls class=team` lists them), or hand over with
    `cmdb set --where 'owner=team/old' owner=team/new`.
    """

  private static let owner = AttributePath().appending(name: "owner")

  /// Returns the objections to one record.
  public static func check(_ subject: RecordSubject, in context: ValidationContext) throws
    -> [Finding]
  {
    guard let text = subject.value["owner"]?.stringValue else {
      return try missing(subject) + checkTeam(subject, in: context)
    }
    guard let reference = Reference(text) else { return [] }
    guard reference.className == "team" else {
      return [
        objection(
          subject,
          text,
          "owner \(text) is no team",
          help: "the owner of a record is a team/…"
        )
      ] + (try checkTeam(subject, in: context))
    }
    guard let team = try context.lookup.record(reference) else {
      if try context.lookup.exists(reference) { return [] }
      let teams = try context.lookup.references(ofClasses: ["team"]).map(\.description)
      let nearest = NearestName.of(text, in: teams)
      return [
        objection(
          subject,
          text,
          "owner \(text) does not exist",
          help: nearest.map { "did you mean \($0)?" } ?? "cmdb ls class=team lists the teams"
        )
      ]
    }
    let state = team.value["lifecycle"]?.stringValue ?? "unknown"
    guard state == "active" || reference == subject.reference else {
      return [
        objection(
          subject,
          text,
          "owner \(text) is \(state), not active",
          help: "hand the record over to an active team"
        )
      ]
    }
    return try checkTeam(subject, in: context)
  }

  /// Only a team or a person may be without: its team, its parent or itself answers for it. Where the
  /// schema asks for an owner, the schema objects.
  private static func missing(_ subject: RecordSubject) -> [Finding] {
    guard !subject.reference.isParty,
      let recordClass = subject.recordClass, subject.value["owner"] == nil,
      !(recordClass.attributes[owner]?.isRequired ?? false)
    else { return [] }
    return [
      subject.finding(
        Self.self,
        at: AttributePath(),
        "owner is missing",
        help: "name the team that answers for it: owner: team/…"
      )
    ]
  }

  /// A team that is active must itself be able to answer.
  private static func checkTeam(_ subject: RecordSubject, in context: ValidationContext) throws
    -> [Finding]
  {
    guard subject.reference.className == "team",
      subject.value["lifecycle"]?.stringValue == "active"
    else { return [] }
    var findings: [Finding] = []
    if subject.value["contact"]?.mapValue?.isEmpty ?? true {
      findings.append(
        subject.finding(
          Self.self,
          at: AttributePath().appending(name: "contact"),
          "team \(subject.reference.id) has no contact",
          help: "say how to reach it: contact: { mail: … }"
        )
      )
    }
    if try !hasActiveMember(subject.reference, in: context) {
      findings.append(
        subject.finding(
          Self.self,
          at: AttributePath(),
          "team \(subject.reference.id) has no active member",
          help: "name it in relations.member_of of an active person, or make the team inactive"
        )
      )
    }
    return findings
  }

  private static func hasActiveMember(_ team: Reference, in context: ValidationContext) throws
    -> Bool
  {
    for reference in try context.lookup.references(ofClasses: ["person"]) {
      guard let person = try context.lookup.record(reference)?.value,
        person["lifecycle"]?.stringValue == "active"
      else { continue }
      if Membership.teams(of: person).contains(team) { return true }
    }
    return false
  }

  private static func objection(
    _ subject: RecordSubject,
    _ text: String,
    _ message: String,
    help: String
  ) -> Finding {
    subject.finding(
      Self.self,
      at: owner,
      message,
      help: help,
      length: text.unicodeScalars.count
    )
  }
}
