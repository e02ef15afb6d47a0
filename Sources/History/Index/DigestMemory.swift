internal import Git

/// The digests of folders that earlier runs computed.
public struct DigestMemory {
  private let store: IndexStore
  private let isWritable: Bool

  init(_ store: IndexStore, _ isWritable: Bool) {
    self.store = store
    self.isWritable = isWritable
  }

  /// Returns the digest of a folder, or nil where it is not known; so too where the index cannot be
  /// read.
  func digest(of tree: ObjectID) -> [UInt8]? {
    try? store.read { connection in
      try connection.statement("SELECT sha256 FROM digests WHERE tree = ?1")
        .first(tree) { $0.bytes(0) }
    }
  }

  /// Remembers digests of folders.
  func remember(_ digests: [ObjectID: [UInt8]]) throws {
    guard isWritable, !digests.isEmpty else { return }
    try store.write { connection in
      let add = try connection.statement("INSERT OR IGNORE INTO digests VALUES (?1, ?2)")
      for (tree, digest) in digests { try add.run(tree, digest) }
    }
  }
}
