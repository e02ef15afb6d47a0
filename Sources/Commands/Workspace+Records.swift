internal import Documents
internal import Git
internal import Records

extension Workspace {
  /// The commit that HEAD names, or nil where there is none yet.
  func headIfAny() throws -> ObjectID? {
    switch try repository.head {
    case .branch(_, let id), .detached(let id): id
    case .unborn: nil
    }
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
