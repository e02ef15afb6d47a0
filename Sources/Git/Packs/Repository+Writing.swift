internal import Glibc

/// How sure a write must be before it counts.
public enum Durability: Sendable {
  /// Flushed to the disk: it outlives a loss of power.
  case full
  /// Handed to the system: it outlives this process.
  case none
}

extension Repository {
  /// Writes a batch as one pack, and returns the pack's name (`pack-…`), or nil for an empty batch.
  ///
  /// The pack and its index are flushed, then named, the pack first, so that no reader finds an
  /// index without its pack; then the folder is flushed. Nothing refers to the objects yet: the
  /// caller moves a reference afterwards. `keep` writes a file beside the pack that says why git must
  /// leave it alone; `releasePack` takes it away.
  ///
  /// - Throws: `io` where anything fails. A flush that failed is never tried again, since the system
  ///   may have dropped the pages: the caller must take it that nothing was written.
  @discardableResult
  public func write(
    _ batch: ObjectBatch,
    durability: Durability,
    keep reason: String? = nil
  ) throws(GitError) -> String? {
    if batch.isEmpty { return nil }
    try refuseInQuarantine("write objects", at: objectDirectory)
    let file = try PackFile(batch, with: try packDeflater())
    let name = try write(file, durability, keep: reason)
    for item in batch.items where item.kind != .blob {
      cache.insert(item.content, item.kind, item.id)
    }
    return name
  }

  /// Writes a pack and its index, and returns the pack's name.
  func write(_ file: PackFile, _ durability: Durability, keep reason: String? = nil)
    throws(GitError) -> String
  {
    let folder = "\(objectDirectory)/pack"
    let name = "pack-\(file.name)"
    // The name is the checksum of the content, so what stands there already is the same; but nobody
    // knows whether it was flushed, so a durable write writes it again.
    if durability == .none, SystemFile.exists("\(folder)/\(name).idx") { return name }
    if !SystemFile.exists(folder) { try makePackFolder(folder, durability) }
    // git's prune sweeps what begins with tmp_ once it is old.
    let temporary = "\(folder)/tmp_cmdb_\(String(UInt64.random(in: 0 ... .max), radix: 36))"
    do throws(GitError) {
      var pack = try NewFile("\(temporary).pack", mode: 0o444)
      var index = try NewFile("\(temporary).idx", mode: 0o444)
      try pack.write(file.pack)
      try index.write(file.index)
      // Both are written before either is flushed: one flush of the journal often serves both.
      if durability == .full {
        try pack.flush()
        try index.flush()
      }
      try pack.close()
      try index.close()
      if let reason { try writeKeep("\(folder)/\(name).keep", reason, durability) }
      try SystemFile.rename("\(temporary).pack", to: "\(folder)/\(name).pack")
      try SystemFile.rename("\(temporary).idx", to: "\(folder)/\(name).idx")
      if durability == .full { try SystemFile.flushFolder(folder) }
    } catch {
      SystemFile.remove("\(temporary).pack")
      SystemFile.remove("\(temporary).idx")
      throw error
    }
    return name
  }

  /// Takes away the file that kept a pack from git's housekeeping.
  public func releasePack(_ name: String) {
    SystemFile.remove("\(objectDirectory)/pack/\(name).keep")
  }

  private func packDeflater() throws(GitError) -> Deflater {
    if let deflater { return deflater }
    let made = try Deflater()
    deflater = made
    return made
  }

  private func makePackFolder(_ folder: String, _ durability: Durability) throws(GitError) {
    guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
      throw SystemFile.failure("make the folder", folder)
    }
    if durability == .full { try SystemFile.flushFolder(objectDirectory) }
  }

  private func writeKeep(_ path: String, _ reason: String, _ durability: Durability)
    throws(GitError)
  {
    SystemFile.remove(path)
    var file = try NewFile(path, mode: 0o600)
    try file.write(Array("\(reason)\n".utf8))
    if durability == .full { try file.flush() }
    try file.close()
  }
}
