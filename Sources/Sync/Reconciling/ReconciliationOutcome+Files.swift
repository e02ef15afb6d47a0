internal import Documents
internal import Reconciliation
internal import Records
internal import Snapshots

extension ReconciliationOutcome {
  /// Returns the files that the decided changes make of those of a snapshot.
  func files(over snapshot: Snapshot) throws -> ChangeSet {
    var files = ChangeSet()
    for change in changes {
      let recordClass = snapshot.catalogue.recordClass(change.reference.className)
      let keys = recordClass?.listKeys ?? .none
      let order = recordClass?.keyOrder ?? .none
      if change.isNew {
        files.write(
          YAMLWriter.text(of: change.value, order: order, keys: keys),
          to: snapshot.settings.layout.path(of: change.reference)
        )
      } else if let record = try snapshot.record(change.reference) {
        files.write(
          try record.document.applying(change.edits, keys: keys, order: order),
          to: record.path
        )
      }
    }
    return files
  }
}
