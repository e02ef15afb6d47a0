internal import Glibc

extension Repository {
  /// Joins small packs into larger ones where there are more than `limit`, as
  /// `git repack --geometric=2` does; returns whether it did. `environment` is what git inherits, in
  /// place of what the repository was opened with.
  ///
  /// Every object of the joined packs is kept, whether anything refers to it or not, and packs with a
  /// `.keep` file are left alone. The new pack is durable before the first old one goes: git itself
  /// does not flush the folder in between. Another program's housekeeping may run at the same time;
  /// whoever comes second fails or finds nothing to do, and nothing is lost.
  @discardableResult
  public func consolidatePacks(over limit: Int, environment: [String: String]? = nil)
    throws(GitError) -> Bool
  {
    try refuseInQuarantine("join packs", at: objectDirectory)
    let packs = try looseEndedPacks()
    guard packs.count > limit else { return false }
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
    // A multi-pack index that names packs which are gone makes git complain; it is only a shortcut.
    for name in SystemFile.names(in: folder) where name.hasPrefix("multi-pack-index") {
      SystemFile.remove("\(folder)/\(name)")
    }
    for pack in joined where pack.name != "pack-\(id)" {
      for ending in ["idx", "rev", "bitmap", "mtimes", "pack"] {
        SystemFile.remove("\(folder)/\(pack.name).\(ending)")
      }
    }
    return true
  }

  /// How many packs the repository has.
  public var packCount: Int {
    SystemFile.names(in: "\(objectDirectory)/pack").count { $0.hasSuffix(".pack") }
  }

  private struct Pack {
    let name: String
    let objects: Int
  }

  /// The packs that may be joined, the smallest first.
  private func looseEndedPacks() throws(GitError) -> [Pack] {
    let folder = "\(objectDirectory)/pack"
    let names = Set(SystemFile.names(in: folder))
    var packs: [Pack] = []
    for file in names where file.hasPrefix("pack-") && file.hasSuffix(".idx") {
      let name = String(file.dropLast(4))
      guard names.contains("\(name).pack"), !names.contains("\(name).keep") else { continue }
      // The last entry of the index's first table is the number of objects.
      let table = try SystemFile.content("\(folder)/\(file)", from: 8 + 255 * 4, count: 4)
      guard table.count == 4 else { continue }
      packs.append(Pack(name: name, objects: table.reduce(0) { $0 << 8 | Int($1) }))
    }
    return packs.sorted { ($0.objects, $0.name) < ($1.objects, $1.name) }
  }

  /// Returns how many of the smallest packs to join, so that afterwards each pack has at least twice
  /// as many objects as the next smaller one.
  static func geometricSplit(_ counts: [Int]) -> Int {
    guard var split = counts.indices.last, split > 0 else { return 0 }
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
