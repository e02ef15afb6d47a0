public import Diagnostics
internal import Documents
internal import Records

/// Nothing is left without an owner, and no reference without its target, when a record goes.
public enum NoRecordIsOrphaned: ChangeRule {
  /// The rule's identifier.
  public static let id = "CMDB-R021"
  /// What must hold.
  public static let title = "a record goes only when nothing refers to it any more"
  /// An error.
  public static let severity = Severity.error
  /// Why, with an example and its cure.
  public static let explanation = """
    A team that is removed leaves its records without anybody who answers for them, a person who is
    removed may be the last of a team, and any record may be what others depend on. The finding
    stands at the record that goes, and names those that are left behind.

        git rm records/team/platform.yaml

    Cure: hand the records over first (`cmdb set --where 'owner=team/platform' owner=team/web`), or
    use `cmdb rm`, which says what refers to a record. A team or person that is only to be kept from
    further use becomes `inactive`.
    """

  /// Returns the objections to the change of one record.
  public static func check(_ change: RecordChange, in context: ChangeContext) throws -> [Finding] {
    let reference = change.reference
    guard change.isDeletion, try !context.after.lookup.exists(reference) else { return [] }
    let left = try context.after.lookup.referrers(of: reference)
    let owned = left.filter { $0.attribute.description == "owner" }.map(\.reference)
    let others = left.filter { $0.attribute.description != "owner" }
    var findings: [Finding] = []
    if !owned.isEmpty {
      findings.append(
        objection(
          change,
          "without \(reference) nobody answers for \(names(owned))",
          help: "hand over first: cmdb set --where 'owner=\(reference)' owner=team/…"
        )
      )
    }
    if !others.isEmpty {
      let places = others.map { "\($0.reference) (\($0.attribute))" }
      findings.append(
        objection(
          change,
          "\(reference) goes, but \(list(places)) still \(others.count == 1 ? "refers" : "refer") to it",
          help: "cmdb rm \(reference) removes the references as well"
        )
      )
    }
    return findings + (try teamsWithoutMembers(change, in: context))
  }

  /// The active teams that lose their last active member with a person.
  private static func teamsWithoutMembers(_ change: RecordChange, in context: ChangeContext) throws
    -> [Finding]
  {
    guard change.reference.className == "person" else { return [] }
    let people = PersonDirectory(context.after)
    return try context.people.teams(of: change.reference).filter { team in
      try people.isActive(team) && people.members(of: team).isEmpty
    }.map { team in
      objection(
        change,
        "without \(change.reference) \(team) has no active member",
        help: "name another person in \(team) first, or hand over its records and make it inactive"
      )
    }
  }

  private static func objection(_ change: RecordChange, _ message: String, help: String) -> Finding
  {
    change.finding(Self.self, at: AttributePath(), message, help: help)
  }

  private static func names(_ references: [Reference]) -> String {
    list(references.map(\.description))
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(3).joined(separator: ", ")
    return names.count > 3 ? "\(shown) and \(names.count - 3) more" : shown
  }
}
