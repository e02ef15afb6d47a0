public import Diagnostics

/// The main branch moves only to commits that go on from where it stood.
public enum MainMovesForward: ExplainedRule {
  /// The rule's identifier.
  public static let id = "CMDB-R026"
  /// What must hold.
  public static let title = "main moves to a commit that has its old head on the first-parent chain"
  /// An error.
  public static let severity = Severity.error
  /// Why, with an example and its cure.
  public static let explanation = """
    The first parents of main read as the list of decisions, in order. A push that rewinds it loses
    some, and a merge the wrong way round (main merged into a branch, and the branch pushed as main)
    makes main's decisions look like somebody's side remark.

        git merge main && git push origin HEAD:main

    Cure: `git pull --rebase`, then push again; or merge the branch into main, not main into it.
    """
}
