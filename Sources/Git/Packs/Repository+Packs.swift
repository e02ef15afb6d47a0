internal import CLibgit2
internal import Glibc

/// How sure a write must be before it counts.
public enum Durability: Sendable {
  /// Flushed to the disk: it outlives a loss of power.
  case full
  /// Handed to the system: it outlives this process.
  case none
}

extension Repository {
  /// Writes a batch as one pack.
  ///
  /// The pack and its index are flushed, then named, the pack first, so that no reader finds an
  /// index without its pack; then the folder is flushed. Nothing refers to the objects yet: the
  /// caller moves a reference afterwards. A flush that fails is never tried again.
  public func write(_ batch: ObjectBatch, durability: Durability) throws(GitError) {
    if batch.isEmpty { return }
    guard !isQuarantined else {
      throw GitError(
        .quarantined,
        "write objects",
        "a push is being judged; nothing may be written"
      )
    }
    let pack = try PackWriter.pack(batch)
    let folder = "\(commonDirectory)/objects/pack"
    let final = "\(folder)/pack-\(pack.name)"
    if SystemFile.exists("\(final).idx") { return }
    mkdir(folder, 0o777)
    let temporary = "\(folder)/tmp_cmdb_\(getpid())_\(pack.name)"
    SystemFile.remove("\(temporary).pack")
    SystemFile.remove("\(temporary).idx")
    do throws(GitError) {
      try SystemFile.writeDurably(pack.pack, to: "\(temporary).pack", flush: durability == .full)
      try SystemFile.writeDurably(pack.index, to: "\(temporary).idx", flush: durability == .full)
      try SystemFile.rename("\(temporary).pack", to: "\(final).pack")
      try SystemFile.rename("\(temporary).idx", to: "\(final).idx")
      if durability == .full { try SystemFile.flushFolder(folder) }
    } catch {
      SystemFile.remove("\(temporary).pack")
      SystemFile.remove("\(temporary).idx")
      throw error
    }
    try LibGit.check("see the new objects", at: folder) { git_odb_refresh(database.pointer) }
  }

  /// Joins packs where there are more than `limit`, as `git repack --geometric` does: small ones
  /// into larger ones, nothing thrown away.
  public func consolidatePacks(over limit: Int, environment: [String: String]) throws(GitError) {
    let folder = "\(commonDirectory)/objects/pack"
    let count = SystemFile.names(in: folder).filter { $0.hasSuffix(".pack") }.count
    guard count > limit else { return }
    try git(["repack", "--geometric=2", "-d", "-q"], environment: environment)
    try LibGit.check("see the new objects", at: folder) { git_odb_refresh(database.pointer) }
  }
}
