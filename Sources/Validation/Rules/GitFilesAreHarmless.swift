public import Diagnostics

/// The files by which git itself is told what to do stand where everybody sees them, and fetch nothing.
public enum GitFilesAreHarmless: ExplainedRule {
  /// The rule's identifier.
  public static let id = "CMDB-R029"
  /// What must hold.
  public static let title = "a repository has no submodules, and .gitattributes at its top alone"
  /// An error.
  public static let severity = Severity.error
  /// Why, with an example and its cure.
  public static let explanation = """
    `.gitmodules` makes a clone fetch from elsewhere, and has been the way into many machines.
    `.gitattributes` in a folder quietly takes the merge driver away from the records below it, or
    rewrites what is read. At the top it is seen by everybody; `authority` in policy/ can give it to a
    team like any other file.

        records/server/.gitattributes:  *.yaml merge=ours

    Cure: take the file out; what it should say belongs into the one at the top.
    """

  /// Whether the rule is about the path.
  public static func concerns(path: String) -> Bool {
    let name = path.split(separator: "/").last
    return name == ".gitmodules" || name == ".gitattributes"
  }

  /// Returns the objection to a file that `concerns` is true of.
  public static func check(path: String) -> [Finding] {
    if path == ".gitattributes" { return [] }
    let isModules = path.hasSuffix(".gitmodules")
    return [
      Finding(
        rule: id,
        place: Place(file: path),
        message: isModules
          ? "\(path) makes clones fetch from elsewhere"
          : "\(path) changes how git treats what is below it",
        help: isModules ? "take it out" : "say it in the .gitattributes at the top"
      )
    ]
  }
}
