internal import Crypto
internal import Documents
public import Git

/// What a tree holds, in SHA-256: git's own ids are SHA-1, which alone is weak evidence.
///
/// The digest of a file is the SHA-256 of its content. That of a folder is the SHA-256 over its
/// entries in git's order: for each the entry's digest (32 bytes), its name, what it is (`/` a folder,
/// `*` may be executed, `@` a symbolic link, `=` another repository, whose digest is that of its
/// commit's id as text), and NUL. What was computed once is not computed again, so the cost follows
/// what changed.
public final class StateDigest {
  private let repository: Repository
  private let memory: DigestMemory?
  private var known: [ObjectID: [UInt8]] = [:]
  private var fresh: [ObjectID: [UInt8]] = [:]

  /// Creates a computer of digests; `memory` is what earlier runs computed.
  public init(_ repository: Repository, memory: DigestMemory? = nil) {
    self.repository = repository
    self.memory = memory
  }

  /// Returns the digest of a tree, in hexadecimal.
  public func digest(ofTree tree: ObjectID) throws -> String {
    let digest = try folder(tree, depth: 0)
    // What is not remembered is computed again.
    try? memory?.remember(fresh)
    fresh = [:]
    return Hexadecimal.text(of: digest)
  }

  private func folder(_ tree: ObjectID, depth: Int) throws -> [UInt8] {
    if let known = known[tree] ?? memory?.digest(of: tree) { return known }
    guard depth < 128 else { throw JournalError("folders of the main branch are nested too deep") }
    var hasher = SHA256()
    for entry in try repository.readTree(tree) {
      let (digest, letter) = try self.entry(entry, depth: depth)
      hasher.update(data: digest + entry.nameBytes + letter.utf8 + [0])
    }
    let digest = Array(hasher.finalize())
    known[tree] = digest
    if memory != nil { fresh[tree] = digest }
    return digest
  }

  private func entry(_ entry: TreeEntry, depth: Int) throws -> (digest: [UInt8], letter: String) {
    switch entry.mode {
    case .tree: (try folder(entry.id, depth: depth + 1), "/")
    case .submodule: (Array(SHA256.hash(data: Array(entry.id.hex.utf8))), "=")
    case .symbolicLink: (try file(entry.id), "@")
    case .executable: (try file(entry.id), "*")
    case .regular, .other: (try file(entry.id), "")
    }
  }

  private func file(_ blob: ObjectID) throws -> [UInt8] {
    if let known = known[blob] { return known }
    let digest = Array(SHA256.hash(data: try repository.readBlob(blob)))
    known[blob] = digest
    return digest
  }
}
