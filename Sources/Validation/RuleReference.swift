internal import Diagnostics

/// The page that explains every rule: docs/rules.md.
public enum RuleReference {
  /// Returns the page as Markdown.
  public static func markdown() -> String {
    var page = """
      # Rules

      Everything that must hold in a governed repository. `cmdb validate` judges the working tree,
      `--staged` the next commit, `--range A..B` what a branch changes; the hooks and the server judge
      every change before it is taken. `cmdb validate --explain CMDB-R002` prints what stands here.

      An error makes a repository invalid: the commit, push or merge is refused. A warning or a note is
      only said, unless `--fail-on warning` asks for more. A change is refused only for findings that
      were not there before it.

      This page is written from the rules themselves by `make docs`.

      | rule | weight | what must hold |
      |---|---|---|

      """
    for rule in RuleList.explained {
      page +=
        "| [\(rule.id)](#\(rule.id.lowercased())) | \(rule.severity.rawValue) | \(rule.title) |\n"
    }
    for rule in RuleList.explained {
      let title = rule.title.prefix(1).uppercased() + rule.title.dropFirst()
      page += "\n## \(rule.id)\n\n\(title) (\(rule.severity.rawValue)).\n\n"
      // Indented lines are code in Markdown, so an explanation stands as it is.
      page += "\(rule.explanation)\n"
    }
    return page
  }
}
