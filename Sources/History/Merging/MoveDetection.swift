internal import Documents
internal import Git
internal import Records

/// Finds where one side of a merge moved what it did not leave in place.
///
/// A record keeps its class and id when its file moves between folders. One that got another name or
/// class is known by the trailer `Renamed` of a commit, by its likeness, or by its id in another class
/// with at least half of its attributes. Any other file is known by its content, unchanged.
struct MoveDetection {
  typealias Placed = MergeUnit.Placed

  let repository: Repository
  let catalogue: ClassCatalogue
  /// The state that the side started from.
  let before: OverlaidTree
  /// The side's own state.
  let after: OverlaidTree

  /// Returns the new path by the old one; `renames` gives the names that commits declare, old by new,
  /// and is asked only where something went and something came.
  func moves(
    in differences: MergePairing.Differences,
    renames: () throws -> [Reference: Reference]
  ) throws -> [[UInt8]: [UInt8]] {
    var open = Open(differences)
    if open.isDone { return [:] }
    open.match {
      $0.reference
    } with: {
      $0.reference
    }
    if open.isDone { return open.moves }
    open.match {
      $0.side.id
    } with: {
      $0.side.id == Self.emptyFile ? nil : $0.side.id
    }
    guard open.hasRecords else { return open.moves }
    let declared = try renames()
    open.match {
      $0.reference
    } with: {
      $0.reference.flatMap { declared[$0] }
    }
    try matchByLikeness(&open)
    return open.moves
  }

  private static let emptyFile = ObjectID.hash(.blob, [])

  private func matchByLikeness(_ open: inout Open) throws {
    guard open.hasRecords else { return }
    let gone = try open.gone.map { ($0, try likeness($0, in: before)) }
    let came = try open.came.map { ($0, try likeness($0, in: after)) }
    var byValue: [String: Placed] = [:]
    var bySubstance: [[AttributePath: Value]: Placed] = [:]
    var byID: [String: [(Placed, RecordLikeness)]] = [:]
    for case (let placed, let likeness?) in gone {
      for value in likeness.uniqueValues { byValue[value] = placed }
      if likeness.uniqueValues.isEmpty { bySubstance[likeness.substance] = placed }
      if let id = placed.reference?.id { byID[id, default: []].append((placed, likeness)) }
    }
    var pairs: [(Placed, Placed)] = []
    for case (let placed, let likeness?) in came {
      let origin =
        likeness.uniqueValues.isEmpty
        ? bySubstance[likeness.substance]
        : likeness.uniqueValues.lazy.compactMap { byValue[$0] }.first
      let sameID = placed.reference.flatMap { byID[$0.id] }?.first { $0.1.resembles(likeness) }?.0
      if let origin = origin ?? sameID { pairs.append((origin, placed)) }
    }
    open.take(pairs)
  }

  private func likeness(_ placed: Placed, in tree: OverlaidTree) throws -> RecordLikeness? {
    guard let reference = placed.reference,
      let document = try? Document.parse(tree.content(of: placed.side, repository))
    else { return nil }
    return RecordLikeness(
      document.value(document.root),
      of: catalogue.recordClass(reference.className)
    )
  }

  /// What went and what came, as long as nobody knows where to and where from.
  private struct Open {
    private(set) var gone: [Placed] = []
    private(set) var came: [Placed] = []
    private(set) var moves: [[UInt8]: [UInt8]] = [:]

    init(_ differences: MergePairing.Differences) {
      for (path, change) in differences {
        switch (change.old, change.new) {
        case (let old?, nil) where old.mode.isFile: gone.append(Placed(path: path, side: old))
        case (nil, let new?) where new.mode.isFile: came.append(Placed(path: path, side: new))
        default: break
        }
      }
      gone.sort { $0.text < $1.text }
      came.sort { $0.text < $1.text }
    }

    var isDone: Bool { gone.isEmpty || came.isEmpty }

    var hasRecords: Bool {
      gone.contains { $0.reference != nil } && came.contains { $0.reference != nil }
    }

    /// Pairs what has the same mark; the first by path where several have.
    mutating func match<Mark: Hashable>(
      _ markOfGone: (Placed) -> Mark?,
      with markOfCame: (Placed) -> Mark?
    ) {
      var marked: [Mark: [Placed]] = [:]
      for placed in gone.reversed() {
        if let mark = markOfGone(placed) { marked[mark, default: []].append(placed) }
      }
      var pairs: [(Placed, Placed)] = []
      for placed in came {
        guard let mark = markOfCame(placed), let origin = marked[mark]?.last,
          (origin.reference == nil) == (placed.reference == nil)
        else { continue }
        marked[mark]?.removeLast()
        pairs.append((origin, placed))
      }
      take(pairs)
    }

    /// Notes where things went; what went somewhere already stays there.
    mutating func take(_ pairs: [(origin: Placed, placed: Placed)]) {
      for (origin, placed) in pairs where moves[origin.path] == nil {
        moves[origin.path] = placed.path
      }
      let known = Set(moves.values)
      gone.removeAll { moves[$0.path] != nil }
      came.removeAll { known.contains($0.path) }
    }
  }
}
