public import Diagnostics

/// Two lines of work can be merged without anybody deciding between them.
public enum MergeIsClean: ExplainedRule {
  /// The rule's identifier.
  public static let id = "CMDB-R028"
  /// What must hold.
  public static let title = "a merge leaves nothing for a person to decide"
  /// An error.
  public static let severity = Severity.error
  /// Why, with an example and its cure.
  public static let explanation = """
    `cmdb validate --merge-with main` judges what a merge would be, before it is made: two changes that
    are good alone can be bad together. Records are merged attribute by attribute; where both sides
    gave one attribute different values, somebody has to choose.

        ours:    owner: team/platform
        theirs:  owner: team/service-desk

    Cure: merge main into the branch, choose, and commit.
    """

  /// Makes the finding that both sides changed an attribute, or a file, differently.
  public static func finding(
    path: String,
    reference: String?,
    attribute: String?,
    ours: String?,
    theirs: String?
  ) -> Finding {
    let what = attribute ?? path
    let words = ours.flatMap { ours in theirs.map { ": ours \(ours), theirs \($0)" } } ?? ""
    return Finding(
      rule: id,
      reference: reference,
      place: Place(file: path),
      attribute: attribute,
      message: "both sides changed \(what)\(words)",
      help: "merge it into your branch and choose"
    )
  }
}
