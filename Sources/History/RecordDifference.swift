internal import Documents
public import Git
public import Records

/// The difference of the records of two commits, attribute by attribute.
public struct RecordDifference {
  private let versions: RecordVersions

  /// Creates an answerer over a repository's versions.
  public init(_ versions: RecordVersions) { self.versions = versions }

  /// Returns the paths of the records that differ.
  public func paths(from base: ObjectID?, to head: ObjectID) throws -> Set<String> {
    Set(try difference(from: base, to: head).map(\.path))
  }

  /// Returns what changed from `base` (nil is the empty repository) to `head`, sorted by record, as
  /// `StateDifference` tells it.
  public func changes(
    from base: ObjectID?,
    to head: ObjectID,
    onlyPaths: Set<String>? = nil
  ) throws -> [AttributeChange] {
    let files = try difference(from: base, to: head).map { entry in
      StateDifference.File(
        path: entry.path,
        old: reader(entry.old, entry.path),
        new: reader(entry.new, entry.path)
      )
    }
    let mayRename = files.contains { $0.new == nil } && files.contains { $0.old == nil }
    let renames = mayRename ? try renames(from: base, to: head) : [:]
    return try StateDifference(versions.catalogue, renames: renames)
      .changes(in: files, onlyPaths: onlyPaths)
  }

  /// Returns the renames that the commits of a range declare, from new to old, one after the other.
  public func renames(from base: ObjectID?, to head: ObjectID) throws -> [Reference: Reference] {
    guard let base else { return [:] }
    let facts = try versions.facts(of: head)
    if facts.parents.contains(base) { return facts.renames }
    var renames: [Reference: Reference] = [:]
    for commit in try versions.repository.commitWalk(from: head, hiding: [base]).reversed() {
      let (declared, before) = (try versions.facts(of: commit).renames, renames)
      for old in declared.values { renames[old] = nil }
      for (new, old) in declared { renames[new] = before[old] ?? old }
    }
    return renames
  }

  private func difference(from base: ObjectID?, to head: ObjectID) throws -> [TreeDifference] {
    try versions.repository.treeDifference(
      from: base.map { try versions.facts(of: $0).tree },
      to: versions.facts(of: head).tree,
      under: RecordLayout.root
    ).filter { RecordLayout.reference(ofPath: $0.path) != nil }
  }

  private func reader(_ entry: TreeDifference.Side?, _ path: String) -> (() throws -> Value)? {
    guard let entry, !entry.mode.isTree, let reference = RecordLayout.reference(ofPath: path) else {
      return nil
    }
    return { try versions.version(entry.id, className: reference.className)?.value ?? .map([:]) }
  }
}
