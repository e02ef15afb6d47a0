extension Repository {
  /// Joins small packs into larger ones where there are more than `limit`, so that afterwards each
  /// has at least twice as many objects as the next smaller one; returns whether it did.
  ///
  /// Packs of this program's own making are joined by copying, which costs little more than writing
  /// them; only where that is not enough does git join what others wrote, and looks for differences
  /// to save room. Every object is kept, whether anything refers to it or not, and packs with a `.keep`
  /// file are left alone. The new pack is durable before the first old one goes (git itself does not
  /// flush the folder in between). Another program's housekeeping may run at the same time: whoever
  /// comes second fails or finds nothing to do, and nothing is lost.
  ///
  /// `environment` is what git inherits, in place of what the repository was opened with.
  @discardableResult
  public func consolidatePacks(over limit: Int, environment: [String: String]? = nil)
    throws(GitError) -> Bool
  {
    try refuseInQuarantine("join packs", at: objectDirectory)
    var packs = try joinablePacks()
    guard packs.count > limit else { return false }
    let own = packs.filter { $0.size <= Self.largestCopied && $0.objects <= 1 << 16 }
    let isJoined = try joinByCopying(own)
    if isJoined { packs = try joinablePacks() }
    let isJoinedByGit = packs.count > limit ? try joinByGit(packs, environment) : false
    if isJoined || isJoinedByGit { try reopenDatabase() }
    return isJoined || isJoinedByGit
  }

  /// How many packs the repository has.
  public var packCount: Int {
    SystemFile.names(in: "\(objectDirectory)/pack").count { $0.hasSuffix(".pack") }
  }

  /// Packs above this size are not read into memory.
  private static let largestCopied = 16 << 20

  private struct Pack {
    let name: String
    let objects: Int
    let size: Int
  }

  /// The packs that may be joined, the smallest first.
  private func joinablePacks() throws(GitError) -> [Pack] {
    let folder = "\(objectDirectory)/pack"
    let names = Set(SystemFile.names(in: folder))
    var packs: [Pack] = []
    for file in names where file.hasPrefix("pack-") && file.hasSuffix(".idx") {
      let name = String(file.dropLast(4))
      guard names.contains("\(name).pack"), !names.contains("\(name).keep"),
        !names.contains("\(name).promisor"), !names.contains("\(name).mtimes")
      else { continue }
      // The last number of the index's first table is that of the objects.
      let table = try SystemFile.contentIfAny("\(folder)/\(file)", from: 8 + 255 * 4, count: 4)
      guard let table, table.count == 4 else { continue }
      packs.append(
        Pack(
          name: name,
          objects: table.reduce(0) { $0 << 8 | Int($1) },
          size: SystemFile.size("\(folder)/\(name).pack")
        )
      )
    }
    return packs.sorted { ($0.objects, $0.name) < ($1.objects, $1.name) }
  }

  private func joinByCopying(_ packs: [Pack]) throws(GitError) -> Bool {
    let folder = "\(objectDirectory)/pack"
    var names: [String] = []
    var whole: [WholePack] = []
    for pack in packs.prefix(Self.geometricSplit(packs.map(\.objects))) {
      guard let content = try WholePack("\(folder)/\(pack.name)") else { continue }
      names.append(pack.name)
      whole.append(content)
    }
    guard names.count > 1 else { return false }
    let joined = try write(PackFile(joining: whole), .full)
    remove(names, except: joined)
    return true
  }

  private func joinByGit(_ packs: [Pack], _ environment: [String: String]?) throws(GitError) -> Bool
  {
    let joined = packs.prefix(Self.geometricSplit(packs.map(\.objects)))
    guard joined.count > 1 else { return false }
    let folder = "\(objectDirectory)/pack"
    let list = joined.map { "\($0.name).pack\n" }.joined()
    let output = try git(
      [
        "pack-objects", "--stdin-packs", "--non-empty", "--delta-base-offset", "--threads=1", "-q",
        "\(folder)/pack",
      ],
      environment: environment,
      input: Array(list.utf8)
    )
    guard let id = ObjectID(hexDigits: output.prefix(40)) else {
      throw GitError(.childFailed, "join packs", "git named no pack", at: folder)
    }
    try SystemFile.flushFolder(folder)
    remove(joined.map(\.name), except: "pack-\(id)")
    return true
  }

  private func remove(_ names: [String], except kept: String) {
    let folder = "\(objectDirectory)/pack"
    // A multi-pack index that names packs which are gone makes git complain; it is only a shortcut.
    for name in SystemFile.names(in: folder) where name.hasPrefix("multi-pack-index") {
      SystemFile.remove("\(folder)/\(name)")
    }
    for name in names where name != kept {
      for ending in ["idx", "rev", "bitmap", "pack"] {
        SystemFile.remove("\(folder)/\(name).\(ending)")
      }
    }
  }

  /// Returns how many of the smallest packs to join, so that afterwards each pack has at least twice
  /// as many objects as the next smaller one.
  static func geometricSplit(_ counts: [Int]) -> Int {
    guard var split = counts.indices.last else { return 0 }
    while split > 0, counts[split] >= 2 * counts[split - 1] { split -= 1 }
    if split == 0 { return 0 }
    var total = counts[...split].reduce(0, +)
    split += 1
    while split < counts.count, counts[split] < 2 * total {
      total += counts[split]
      split += 1
    }
    return split
  }
}
