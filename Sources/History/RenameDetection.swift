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
    return try Self.origin(
      of: reference,
      among: removed,
      declared: facts.renames[reference],
      catalogue: versions.catalogue,
      value: { try value(at: path, in: commit, reference) },
      old: { path in
        try RecordLayout.reference(ofPath: path).flatMap { try value(at: path, in: parent, $0) }
      }
    )
  }

  private func value(at path: String, in commit: ObjectID, _ reference: Reference) throws -> Value?
  {
    guard let blob = try versions.blob(at: path, in: commit) else { return nil }
    return try versions.version(blob, className: reference.className)?.value
  }

  /// Returns which of the files that go held the record before, or nil where it is new.
  ///
  /// - Parameters:
  ///   - reference: The record that comes.
  ///   - removed: The paths of the files that go.
  ///   - declared: What the record was, where somebody said so.
  ///   - catalogue: The classes.
  ///   - value: Reads the record that comes; nil where it cannot be read.
  ///   - old: Reads the record in a file that goes.
  static func origin(
    of reference: Reference,
    among removed: [String],
    declared: Reference?,
    catalogue: ClassCatalogue,
    value: () throws -> Value?,
    old: (_ path: String) throws -> Value?
  ) throws -> String? {
    if removed.isEmpty { return nil }
    if let moved = removed.first(where: { RecordLayout.reference(ofPath: $0) == reference }) {
      return moved
    }
    if let declared { return removed.first { RecordLayout.reference(ofPath: $0) == declared } }
    guard let new = try value() else { return nil }
    func identity(_ value: Value, _ className: String) -> Set<String> {
      catalogue.recordClass(className)?.uniqueValues(of: value) ?? []
    }
    func substance(_ value: Value, _ className: String) -> [AttributePath: Value] {
      let keys = catalogue.recordClass(className)?.listKeys ?? .none
      let leaves = value.leaves(keys: keys).filter { !naming.contains($0.path.description) }
      return Dictionary(leaves.map { ($0.path, $0.value) }) { first, _ in first }
    }
    let wanted = identity(new, reference.className)
    for candidate in removed {
      guard let from = RecordLayout.reference(ofPath: candidate), let value = try old(candidate)
      else { continue }
      let known = identity(value, from.className)
      if !wanted.isDisjoint(with: known) { return candidate }
      if wanted.isEmpty, known.isEmpty,
        substance(new, reference.className) == substance(value, from.className)
      {
        return candidate
      }
    }
    return nil
  }

  /// Returns the path in `commit` of what stood at `path` in its first parent, or nil where it is gone.
  func destination(of path: String, in commit: ObjectID) throws -> String? {
    let facts = try versions.facts(of: commit)
    guard let parent = facts.parents.first else { return nil }
    let added = try versions.repository.treeDifference(
      from: versions.facts(of: parent).tree,
      to: facts.tree,
      under: RecordLayout.root
    ).filter { $0.old == nil }.map(\.path)
    return try added.first { try origin(of: $0, in: commit, parent: parent) == path }
  }

  private static let naming: Set<String> = ["id", "name", "class"]
}
