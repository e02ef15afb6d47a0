internal import Diagnostics
internal import Git
internal import Snapshots

/// What a clone needs besides its files: hooks, and the drivers that `.gitattributes` names.
struct RepositorySetup {
  /// The rule that a clone knows the drivers which its files name.
  static let rule = "CMDB-R015"
  /// The driver's name in `.gitattributes` and in git's configuration.
  static let driver = "cmdb"
  /// The lines of `.gitattributes`.
  static let attributes = """
    # Every text has the same bytes on every system.
    * text eol=lf
    # Records are merged and compared by attribute.
    records/**/*.yaml merge=cmdb diff=cmdb

    """

  private let workspace: Workspace

  init(_ workspace: Workspace) { self.workspace = workspace }

  /// Writes the hooks, keeps those that were there, and says what was done.
  func installHooks() throws -> [String] {
    let folder = try hooksFolder()
    try ExecutableFile.makeFolder(folder)
    let files = FollowingFiles(root: folder)
    var said: [String] = []
    for name in HookScript.names {
      let present = try files.content(at: name)
      let script = Array(HookScript.text(name).utf8)
      if present == script {
        // Git ignores a hook that may not be executed.
        try ExecutableFile.allow("\(folder)/\(name)")
        continue
      }
      if let present, !String(decoding: present, as: UTF8.self).contains(HookScript.mark) {
        try ExecutableFile.rename(
          "\(folder)/\(name)",
          to: "\(folder)/\(HookScript.chainedName(name))"
        )
        said.append("kept the present \(name) as \(HookScript.chainedName(name)); it runs first")
      }
      try ExecutableFile.write(script, to: "\(folder)/\(name)")
    }
    return said + ["wrote the hooks to \(folder)"]
  }

  /// Tells git how records are merged and shown.
  func registerDrivers() throws {
    let settings = [
      ("merge.\(Self.driver).name", "merge records by attribute"),
      ("merge.\(Self.driver).driver", "cmdb merge-driver %O %A %B %P"),
      ("diff.\(Self.driver).textconv", "cmdb diff-driver"),
    ]
    for (key, value) in settings { try workspace.repository.setConfigValue(key, value) }
  }

  /// Says so where `.gitattributes` names a driver that git does not know: git would merge records
  /// by line without a word.
  func findings() throws -> [Finding] {
    let snapshot = try workspace.present()
    guard let text = try snapshot.files.content(at: ".gitattributes"),
      String(decoding: text, as: UTF8.self).contains("merge=\(Self.driver)"),
      try workspace.repository.configValue("merge.\(Self.driver).driver") == nil
    else { return [] }
    return [
      Finding(
        rule: Self.rule,
        severity: .warning,
        place: Place(file: ".gitattributes"),
        message: "git does not know the merge driver \(Self.driver) that this file names, "
          + "so it merges records by line",
        help: "cmdb hooks install registers it in this clone"
      )
    ]
  }

  private func hooksFolder() throws -> String {
    guard let configured = try workspace.repository.configValue("core.hooksPath") else {
      return "\(workspace.repository.commonDirectory)/hooks"
    }
    if configured.hasPrefix("/") { return configured }
    return "\(workspace.repository.workingTree ?? workspace.repository.gitDirectory)/\(configured)"
  }
}
