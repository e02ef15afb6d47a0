internal import Documents
internal import Git
internal import Records

extension Workspace {
  /// The commit that holds a record as it is read: that of the moment, else HEAD's where nothing of
  /// it is uncommitted; nil for what no commit holds.
  func commit(of record: Record, at moment: Moment?) throws -> ObjectID? {
    if let moment { return moment.commit }
    guard let head = try headIfAny() else { return nil }
    let entry = try repository.entry(at: record.path, in: repository.readCommit(head).tree)
    return entry?.id.hex == stored(record).blob ? head : nil
  }

  /// The record with the id of its blob, also where it was read from the working tree: the id that
  /// git would store the text under.
  func stored(_ record: Record) -> Record {
    guard record.blob == nil else { return record }
    return Record(
      reference: record.reference,
      path: record.path,
      blob: ObjectID.hash(.blob, record.document.source).hex,
      document: record.document
    )
  }
}
