internal import Git
internal import Records
internal import Snapshots

extension Workspace {
  /// The records of a commit under the rules of the working tree: who wrote a value that is not
  /// committed yet cannot be told, so records are taken from the commit. In a bare repository
  /// everything is.
  func presentRules(over committed: Snapshot) throws -> Snapshot {
    guard repository.workingTree != nil else { return committed }
    let present = try present().files
    var rules = ChangeSet()
    for folder in GovernedPath.settingFolders {
      for entry in try committed.files.entries(below: folder) { rules.remove(entry.path) }
      for entry in try present.entries(below: folder) where entry.kind.isFile {
        rules.write(try present.content(of: entry), to: entry.path)
      }
    }
    if let text = try present.content(at: Settings.fileName) {
      rules.write(text, to: Settings.fileName)
    } else {
      rules.remove(Settings.fileName)
    }
    return try snapshot(OverlayFiles(committed.files, changes: rules))
  }
}
