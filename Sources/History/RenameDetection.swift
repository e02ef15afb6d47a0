internal import Documents
internal import Git
internal import Records

/// Finds the record that a new record was before, in one commit.
///
/// A trailer `Renamed: old new` decides. Otherwise, of the records that go in the commit, the one is
/// taken that is the same by `RecordLikeness`. A file that only moved between folders keeps its
/// reference.
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
    func likeness(_ value: Value, _ reference: Reference) -> RecordLikeness {
      RecordLikeness(value, of: catalogue.recordClass(reference.className))
    }
    let wanted = likeness(new, reference)
    return try removed.first { candidate in
      guard let from = RecordLayout.reference(ofPath: candidate), let value = try old(candidate)
      else { return false }
      return wanted.isSame(as: likeness(value, from))
    }
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
}
