internal import Git
internal import History
internal import Records

/// The bindings of records that people deleted, looked up when a thing turns up that nobody knows.
final class DeletedBindings {
  private let repository: Repository
  private let main: ObjectID
  private let versions: RecordVersions
  private var table: [String: [String: Reference]]?
  private var places: [Reference: (commit: ObjectID, path: String)] = [:]

  init(_ repository: Repository, main: ObjectID, versions: RecordVersions) {
    self.repository = repository
    self.main = main
    self.versions = versions
  }

  /// Returns the deleted record that the key was bound to, or nil.
  func record(_ source: String, _ key: String) throws -> Reference? {
    if table == nil { table = try read() }
    return table?[source]?[key]
  }

  /// Returns the command that brings a deleted record back into the working tree, or nil.
  func restoration(of reference: Reference) throws -> String? {
    if table == nil { table = try read() }
    return places[reference].map { "git restore --source=\($0.commit) -- \($0.path)" }
  }

  private func read() throws -> [String: [String: Reference]] {
    var table: [String: [String: Reference]] = [:]
    let tree = try repository.readCommit(main).tree
    for (commit, path) in try repository.removals(under: RecordLayout.root, from: main) {
      guard let reference = RecordLayout.reference(ofPath: path),
        let parent = try repository.readCommit(commit).parents.first,
        try repository.entry(at: path, in: tree) == nil,
        let blob = try versions.blob(at: path, in: parent),
        let version = try versions.version(blob, className: reference.className)
      else { continue }
      if places[reference] == nil { places[reference] = (parent, path) }
      for (source, keys) in Bindings.all(in: version.value) {
        for key in keys where table[source]?[key] == nil {
          table[source, default: [:]][key] = reference
        }
      }
    }
    return table
  }
}
