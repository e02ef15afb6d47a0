internal import Glibc

/// Goes through a folder of the working tree on all cores, level by level, and hands over each folder
/// while it is open.
struct FolderSweep<Product: Sendable>: Sendable {
  let files: WorkingTreeFiles
  let body: @Sendable (SweptFolder) throws -> Product

  /// What one core does at a time.
  private struct Work: Sendable {
    let folder: String
    /// Some files of a folder that holds too many for one core; nil is the whole folder.
    var files: [FileEntry]?
  }

  /// What came of it.
  private struct Outcome: Sendable {
    var product: Product?
    var work: [Work] = []
    var failure: (any Error)?
  }

  private static var greatestDepth: Int { 32 }
  /// How many files of a folder one core goes through.
  private static var share: Int { 128 }

  /// Returns what was made of every folder that holds files, in the order of a walk by levels.
  func products(below top: String) throws -> [Product] {
    var products: [Product] = []
    var work = [Work(folder: top)]
    var depth = 0
    while !work.isEmpty {
      let outcomes = Cores.map(work, width: 4) { [depth] item in
        do {
          return try outcome(of: item, isTop: depth == 0)
        } catch {
          return Outcome(failure: error)
        }
      }
      work.removeAll(keepingCapacity: true)
      for outcome in outcomes {
        if let failure = outcome.failure { throw failure }
        if let product = outcome.product { products.append(product) }
        work += outcome.work
      }
      depth += 1
      if depth > Self.greatestDepth, let path = work.first(where: { $0.files == nil })?.folder {
        throw SnapshotError(operation: "read", path: path, reason: "folders are nested too deep")
      }
    }
    return products
  }

  private func outcome(of work: Work, isTop: Bool) throws -> Outcome {
    try files.withFolder(work.folder) { stream in
      if let entries = work.files { return Outcome(product: try product(of: entries, in: stream)) }
      return try outcome(ofFolder: work.folder, stream, isTop: isTop)
    } ?? Outcome()
  }

  private func outcome(ofFolder path: String, _ stream: OpaquePointer, isTop: Bool) throws
    -> Outcome
  {
    let listing = try FolderListing(path, stream, files)
    if listing.isRepository, !isTop {
      let entry = FileEntry(path: path, kind: .submodule, blob: nil)
      return Outcome(product: try product(of: [entry], in: stream))
    }
    let entries = listing.entries.sorted { $0.path < $1.path }
    var outcome = Outcome()
    if entries.count > Self.share {
      for start in stride(from: 0, to: entries.count, by: Self.share) {
        let end = min(start + Self.share, entries.count)
        outcome.work.append(Work(folder: path, files: Array(entries[start..<end])))
      }
    } else if !entries.isEmpty {
      outcome.product = try product(of: entries, in: stream)
    }
    outcome.work += listing.folders.sorted().map { Work(folder: $0) }
    return outcome
  }

  private func product(of entries: [FileEntry], in stream: OpaquePointer) throws -> Product {
    try body(SweptFolder(entries: entries, files: files, descriptor: dirfd(stream)))
  }
}
