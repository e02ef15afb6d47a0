internal import Documents
internal import Git
internal import Records

/// Finds the record that a new record was before, in one commit.
///
/// A trailer `Renamed: old new` decides. Otherwise, of the records that go in the commit, the one is
/// taken that shares an `x-unique` value with the new one or, where neither has such a value, all
/// leaves but `id`, `name` and `class`. A file that only moved between folders keeps its reference.
struct RenameDetection {
  let versions: RecordVersions

  /// Returns where what stands at `path` in `commit` stood before, by the first parent that has it;
  /// nil where it is new.
  func origin(of path: String, in commit: ObjectID) throws -> (path: String, commit: ObjectID)? {
    for parent in try versions.facts(of: commit).parents {
      if let origin = try origin(of: path, in: commit, parent: parent) { return (origin, parent) }
    }
    return nil
  }

  /// Returns the path in `parent` of what stands at `path` in `commit`, or nil where it is new.
  func origin(of path: String, in commit: ObjectID, parent: ObjectID) throws -> String? {
    guard let reference = RecordLayout.reference(ofPath: path) else { return nil }
    let facts = try versions.facts(of: commit)
    let removed = try versions.repository.treeDifference(
      from: versions.facts(of: parent).tree,
      to: facts.tree,
      under: RecordLayout.root
    ).filter { $0.new == nil }.map(\.path)
    if let moved = removed.first(where: { RecordLayout.reference(ofPath: $0) == reference }) {
      return moved
    }
    if let old = facts.renames[reference] {
      return removed.first { RecordLayout.reference(ofPath: $0) == old }
    }
    guard let blob = try versions.blob(at: path, in: commit),
      let version = try versions.version(blob, className: reference.className)
    else { return nil }
    let wanted = identity(of: version.value, className: reference.className)
    for candidate in removed {
      guard let old = RecordLayout.reference(ofPath: candidate),
        let oldBlob = try versions.blob(at: candidate, in: parent),
        let oldVersion = try versions.version(oldBlob, className: old.className)
      else { continue }
      let known = identity(of: oldVersion.value, className: old.className)
      if !wanted.isDisjoint(with: known) { return candidate }
      if wanted.isEmpty, known.isEmpty, substance(version) == substance(oldVersion) {
        return candidate
      }
    }
    return nil
  }

  private func identity(of value: Value, className: String) -> Set<String> {
    versions.catalogue.recordClass(className)?.uniqueValues(of: value) ?? []
  }

  private func substance(_ version: RecordVersions.Version) -> [AttributePath: Value] {
    version.leaves.filter { path, _ in
      !["id", "name", "class"].contains(path.description)
    }
  }
}
