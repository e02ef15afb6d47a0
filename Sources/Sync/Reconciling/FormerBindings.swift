internal import Git
internal import History
internal import Records
internal import Snapshots

/// Records that a person took the last binding from since a machine last went over everything: until
/// then they may hold what a machine wrote and nobody says any more.
struct FormerBindings {
  let versions: RecordVersions
  let snapshot: Snapshot

  func references(at main: ObjectID) throws -> Set<Reference> {
    let repository = versions.repository
    guard let last = try MachineHistory(repository).newest(from: main) else { return [] }
    var found: Set<Reference> = []
    let changed = try repository.treeDifference(
      from: last.tree,
      to: versions.facts(of: main).tree,
      under: RecordLayout.root
    )
    for entry in changed {
      guard let old = entry.old, old.mode.isFile,
        let reference = RecordLayout.reference(ofPath: entry.path),
        let record = try snapshot.record(reference), Bindings.all(in: record.value).isEmpty,
        let version = try versions.version(old.id, className: reference.className),
        !Bindings.all(in: version.value).isEmpty
      else { continue }
      found.insert(reference)
    }
    return found
  }
}
