internal import Git

/// The end of the journal that entries are being added to, with what is not written yet.
struct JournalTail {
  /// The newest entry; nil before the first.
  var head: (commit: ObjectID, entry: JournalEntry)?
  /// The tree that the next entry has; nil where there is nothing in it.
  var tree: ObjectID?
  /// What is to be written.
  var batch = ObjectBatch()

  private let journal: Journal

  /// Reads where the journal ends.
  init(_ repository: Repository) throws {
    journal = Journal(repository)
    guard let id = try journal.head() else { return }
    head = (id, try journal.entry(at: id))
    tree = try repository.readCommit(id).tree
  }

  /// Returns how branches moved since the journal had them, sorted by name.
  ///
  /// - Parameters:
  ///   - places: Where they stand; nil for one that is not there.
  ///   - isWhole: Whether these are all branches that there are, so that others that the journal knows
  ///     are gone. Without it the journal is read only until all of them are found.
  func moves(to places: [String: ObjectID?], isWhole: Bool) throws -> [JournalEntry.Move] {
    let asked = Set(places.keys)
    var known: [String: ObjectID?] = [:]
    if let head {
      try journal.walk(from: head.commit) { _, entry in
        for move in entry.moves.reversed() where known[move.ref] == nil {
          known[move.ref] = .some(move.new)
        }
        return isWhole || !asked.isSubset(of: known.keys)
      }
    }
    let names = isWhole ? asked.union(known.keys) : asked
    return names.sorted().compactMap { name in
      let (old, new) = (known[name] ?? nil, places[name] ?? nil)
      return old == new ? nil : JournalEntry.Move(ref: name, old: old, new: new)
    }
  }

  /// Returns the newest checkpoint that the journal holds, or nil.
  func newestCheckpoint(in repository: Repository) throws -> Checkpoint? {
    guard let tree,
      let folder = try repository.entry(at: SignedCheckpoint.folder, in: tree), folder.mode.isTree
    else { return nil }
    let numbers = try repository.readTree(folder.id).compactMap { entry in
      entry.name.hasSuffix(".json") ? Int(entry.name.dropLast(5)) : nil
    }
    guard let newest = numbers.max(),
      let file = try repository.entry(at: SignedCheckpoint.path(newest), in: tree)
    else { return nil }
    return try SignedCheckpoint(file: repository.readBlob(file.id)).checkpoint
  }
}
