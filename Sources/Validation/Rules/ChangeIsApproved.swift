public import Diagnostics
internal import Documents
internal import Records

/// A change that policy wants approved has the word of enough people besides its author.
public enum ChangeIsApproved: ChangeRule {
  /// The rule's identifier.
  public static let id = "CMDB-R023"
  /// What must hold.
  public static let title = "a change has the approvals that the policy asks for"
  /// An error.
  public static let severity = Severity.error
  /// Why, with an example and its cure.
  public static let explanation = """
    `approvals` in policy/ says which changes need the word of others: members of the owning team, or
    of a team that it names. An approval is never the author's own, unless the entry says
    `counts_author: true`. A trailer `Approved-by:` alone is claimed; with `Approval:`, a signature
    over this very change, it is verified. The policy in force is the one before the change.

        policy/approvals.yaml:  approvals: [{ match: "criticality=critical", by: owner }]
        a commit of one person:  lifecycle: maintenance

    Cure: ask a member of the team; `cmdb approve A..B` prints the trailers for the merging commit.
    """

  /// Returns the objections to the change of one record.
  public static func check(_ change: RecordChange, in context: ChangeContext) throws -> [Finding] {
    guard context.judgesApprovals, !context.author.isMachine else { return [] }
    return try context.before.policy.approvals.compactMap { need in
      guard let attribute = concerned(by: need, change), try change.matches(need.match, in: context)
      else { return nil }
      return try objection(need, attribute, change, context)
    }
  }

  /// The first changed attribute that an entry is about; nil where it is about none.
  private static func concerned(by need: Policy.ApprovalNeed, _ change: RecordChange)
    -> AttributePath?
  {
    guard let patterns = need.attributes else {
      return change.leaves.isEmpty ? nil : change.leaves.first?.attribute
    }
    return change.leaves.lazy.compactMap(\.attribute)
      .first { attribute in patterns.contains { $0.matches(attribute) } }
  }

  private static func objection(
    _ need: Policy.ApprovalNeed,
    _ attribute: AttributePath,
    _ change: RecordChange,
    _ context: ChangeContext
  ) throws -> Finding? {
    let people = context.people
    let team: Reference?
    switch need.by {
    case .team(let named): team = named
    case .owner: team = change.owner(in: context)
    case .role, .source: team = nil
    }
    guard let team else { return nil }
    let author = context.author
    var given: Set<Reference> = []
    var claimed: Set<Reference> = []
    for approval in context.approvals
    where try approval.person != author.person && people.isMember(approval.person, of: team) {
      if need.level == .verified && !approval.isVerified {
        claimed.insert(approval.person)
      } else {
        given.insert(approval.person)
      }
    }
    if need.countsAuthor, let person = author.person, try people.isMember(person, of: team),
      need.level == .claimed || author.isVerified
    {
      given.insert(person)
    }
    guard given.count < need.count else { return nil }
    let weak = claimed.subtracting(given).sorted().map(\.description)
    let asked = need.count == 1 ? "an approval" : "\(need.count) approvals"
    return change.finding(
      Self.self,
      at: attribute,
      "this change needs \(asked) by \(team), and has \(given.isEmpty ? "none" : "\(given.count)")"
        + (weak.isEmpty
          ? ""
          : "; that by \(weak.joined(separator: ", ")) is claimed, the policy asks for verified"),
      help: "cmdb approve A..B prints the trailers of a member of \(team)"
    )
  }
}
