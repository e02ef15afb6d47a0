/// Which paths of a repository the rules are about.
public enum GovernedPath {
  private static let folders = ["records/", "schema/", "sources/", "policy/"]

  /// Whether a rule has something to say about the path.
  public static func isGoverned(_ path: String) -> Bool {
    path == Settings.fileName || folders.contains { path.hasPrefix($0) }
      || path.hasSuffix(".gitattributes") || path.hasSuffix(".gitmodules")
  }

  /// Whether one of the paths says what records mean, so that all of them must be looked at anew.
  public static func changesMeaning(_ paths: [String]) -> Bool {
    paths.contains { $0 == Settings.fileName || $0.hasPrefix("schema/") }
  }
}
