/// Which paths of a repository the rules are about.
public enum GovernedPath {
  /// The folders of what is not a record but says what records mean, who decides and whom to ask.
  public static let settingFolders = ["schema", "sources", "policy"]
  /// The folders that hold nothing but what the rules are about.
  public static let folders = [RecordLayout.root] + settingFolders

  /// Whether a rule has something to say about the path.
  public static func isGoverned(_ path: String) -> Bool {
    path == Settings.fileName || folders.contains { path.hasPrefix($0 + "/") }
      || path.hasSuffix(".gitattributes") || path.hasSuffix(".gitmodules")
  }

  /// Whether one of the paths says what records mean, so that all of them must be looked at anew.
  public static func changesMeaning(_ paths: [String]) -> Bool {
    paths.contains { $0 == Settings.fileName || $0.hasPrefix("schema/") }
  }
}
