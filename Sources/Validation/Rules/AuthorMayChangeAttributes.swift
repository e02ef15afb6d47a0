public import Diagnostics
internal import Documents
internal import Records

/// Attributes that policy gives to some are changed by nobody else.
public enum AuthorMayChangeAttributes: ChangeRule {
  /// The rule's identifier.
  public static let id = "CMDB-R022"
  /// What must hold.
  public static let title = "an attribute is changed by those whom the policy allows"
  /// An error.
  public static let severity = Severity.error
  /// Why, with an example and its cure.
  public static let explanation = """
    `authority` in policy/ says which attributes only some may change: finance decides about cost, say.
    An attribute that no entry names is free; one that several name may be changed by whom any of
    them allows. The policy in force is the one before the change, and so are the teams: nobody can
    give leave to himself. An author is the person whose `authors` lists the commit's address; the
    name counts as claimed unless a signature or a session stands behind it.

        policy/authority.yaml:  authority: [{ attributes: [cost.*], allow: [team/finance] }]
        a commit of team/platform:  cost.monthly: 41.50

    Cure: let somebody of the teams that the finding names make the change, or propose it to them.
    """

  /// Returns the objections to the change of one record.
  public static func check(_ change: RecordChange, in context: ChangeContext) throws -> [Finding] {
    let entries = try context.before.policy.authority.filter { entry in
      guard !entry.attributes.isEmpty else { return false }
      return try entry.match.map { try change.matches($0, in: context) } ?? true
    }
    if entries.isEmpty { return [] }
    return try change.leaves.compactMap { leaf in
      guard let attribute = leaf.attribute else { return nil }
      let concerned = entries.filter { entry in
        entry.attributes.contains { $0.matches(attribute) }
      }
      return try objection(to: attribute, concerned, change, context)
    }
  }

  private static func objection(
    to attribute: AttributePath,
    _ entries: [Policy.Authority],
    _ change: RecordChange,
    _ context: ChangeContext
  ) throws -> Finding? {
    guard
      let refusal = try AuthorityJudge(context).refusal(
        of: entries,
        owner: change.owner(in: context),
        // Who belongs to a team is nothing that a source decides in passing.
        bindsMachines: change.reference.isParty
      )
    else { return nil }
    return change.finding(
      Self.self,
      at: attribute,
      "\(attribute) may be changed only by \(refusal.allowed): \(refusal.reason)",
      help: refusal.help
    )
  }
}
