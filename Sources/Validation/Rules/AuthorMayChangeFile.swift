public import Diagnostics
internal import Records

/// Files of settings, sources, policy and schema that policy gives to some are changed by nobody else.
public enum AuthorMayChangeFile: ExplainedRule {
  /// The rule's identifier.
  public static let id = "CMDB-R027"
  /// What must hold.
  public static let title = "a governed file is changed by those whom the policy allows"
  /// An error.
  public static let severity = Severity.error
  /// Why, with an example and its cure.
  public static let explanation = """
    Whoever may change the policy may do anything, and a schema or a source's file decides about many
    records at once. `authority` in policy/ gives files to teams as it gives attributes; the policy in
    force is the one before the change. The program itself never changes such a file.

        authority: [{ files: [policy/*, schema/*], allow: [team/platform] }]

    Cure: let somebody of the teams that the finding names make the change, or propose it to them.
    """

  /// Returns the objection to the change of one file that holds no record.
  public static func check(path: String, in context: ChangeContext) throws -> [Finding] {
    if context.author.isMachine {
      return [
        Finding(
          rule: id,
          place: Place(file: path),
          message: "a source's commit changes \(path), which people decide",
          help: "commit it under a person's name, or take it back"
        )
      ]
    }
    let entries = context.before.policy.authority.filter { entry in
      entry.files.contains { Glob.matches($0, path) }
    }
    guard !entries.isEmpty,
      let refusal = try AuthorityJudge(context).refusal(of: entries, owner: nil)
    else { return [] }
    return [
      Finding(
        rule: id,
        place: Place(file: path),
        message: "\(path) may be changed only by \(refusal.allowed): \(refusal.reason)",
        help: refusal.help
      )
    ]
  }
}
