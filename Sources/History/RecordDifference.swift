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

  /// Returns what changed from `base` (nil is the empty repository) to `head`, sorted by record.
  ///
  /// A record that went and one that came are one renamed record where `RenameDetection` says so;
  /// what else changed in it follows under its new name. Records that cannot be parsed on one side
  /// have no leaves there.
  public func changes(
    from base: ObjectID?,
    to head: ObjectID,
    onlyPaths: Set<String>? = nil
  ) throws -> [AttributeChange] {
    var before: [String: ObjectID] = [:]
    var after: [String: ObjectID] = [:]
    for entry in try difference(from: base, to: head) {
      if let old = entry.old, !old.mode.isTree { before[entry.path] = old.id }
      if let new = entry.new, !new.mode.isTree { after[entry.path] = new.id }
    }
    var changes: [AttributeChange] = []
    var gone = Set(before.keys).subtracting(after.keys)
    for path in after.keys.sorted() where onlyPaths?.contains(path) ?? true {
      guard let reference = RecordLayout.reference(ofPath: path), let blob = after[path] else {
        continue
      }
      if let old = before[path] {
        changes += try leaves(old, blob, reference, oldClass: reference.className)
      } else if let base, let origin = try origin(of: path, in: head, parent: base, among: gone),
        let from = RecordLayout.reference(ofPath: origin), let old = before[origin]
      {
        gone.remove(origin)
        if from != reference {
          changes.append(AttributeChange(reference: reference, kind: .renamed, from: from))
        }
        changes += try leaves(old, blob, reference, oldClass: from.className)
      } else {
        changes.append(AttributeChange(reference: reference, kind: .created))
      }
    }
    for path in gone where onlyPaths?.contains(path) ?? true {
      if let reference = RecordLayout.reference(ofPath: path) {
        changes.append(AttributeChange(reference: reference, kind: .deleted))
      }
    }
    return stablySorted(changes)
  }

  private func difference(from base: ObjectID?, to head: ObjectID) throws -> [TreeDifference] {
    try versions.repository.treeDifference(
      from: base.map { try versions.facts(of: $0).tree },
      to: versions.facts(of: head).tree,
      under: RecordLayout.root
    ).filter { RecordLayout.reference(ofPath: $0.path) != nil }
  }

  private func origin(
    of path: String,
    in head: ObjectID,
    parent: ObjectID,
    among gone: Set<String>
  ) throws -> String? {
    guard !gone.isEmpty else { return nil }
    let found = try RenameDetection(versions: versions).origin(of: path, in: head, parent: parent)
    return found.flatMap { gone.contains($0) ? $0 : nil }
  }

  private func leaves(
    _ old: ObjectID,
    _ new: ObjectID,
    _ reference: Reference,
    oldClass: String
  ) throws -> [AttributeChange] {
    AttributeDifference.between(
      try versions.version(old, className: oldClass)?.value ?? .map([:]),
      try versions.version(new, className: reference.className)?.value ?? .map([:]),
      of: reference,
      keys: versions.catalogue.recordClass(reference.className)?.listKeys ?? .none
    )
  }

  private func stablySorted(_ changes: [AttributeChange]) -> [AttributeChange] {
    changes.enumerated().sorted { left, right in
      (left.element.reference, left.offset) < (right.element.reference, right.offset)
    }.map(\.element)
  }
}
