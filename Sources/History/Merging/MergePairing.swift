internal import Git
internal import Records

/// Pairs what two sides changed, file by file, and records by class and id wherever their files
/// stand.
struct MergePairing {
  typealias Placed = MergeUnit.Placed
  typealias Differences = [[UInt8]: (old: TreeDifference.Side?, new: TreeDifference.Side?)]

  /// The units, sorted by place.
  let units: [MergeUnit]

  /// Pairs; `movesOfOurs` and `movesOfTheirs` say where what stood at a path stands now.
  ///
  /// Where two things would end up at one place, or under one name, what moved there is not taken for
  /// moved: it is something new.
  init(
    _ ours: Differences,
    _ theirs: Differences,
    movesOfOurs: [[UInt8]: [UInt8]],
    movesOfTheirs: [[UInt8]: [UInt8]]
  ) {
    var (mine, yours) = (movesOfOurs, movesOfTheirs)
    while true {
      let units = Self.units(ours, theirs, mine, yours)
      let crowded = Self.crowdedPlaces(units)
      let moved = { (moves: [[UInt8]: [UInt8]]) in moves.filter { crowded.contains($0.value) } }
      let (mineAway, yoursAway) = (moved(mine), moved(yours))
      if mineAway.isEmpty && yoursAway.isEmpty {
        self.units = units
        return
      }
      for old in mineAway.keys { mine[old] = nil }
      for old in yoursAway.keys { yours[old] = nil }
    }
  }

  private static func units(
    _ ours: Differences,
    _ theirs: Differences,
    _ movesOfOurs: [[UInt8]: [UInt8]],
    _ movesOfTheirs: [[UInt8]: [UInt8]]
  ) -> [MergeUnit] {
    var units: [MergeUnit] = []
    func now(_ base: Placed, _ side: Differences, _ moves: [[UInt8]: [UInt8]]) -> Placed? {
      guard let change = side[base.path] else { return base }
      if let new = change.new { return Placed(path: base.path, side: new) }
      guard let path = moves[base.path] else { return nil }
      return side[path]?.new.map { Placed(path: path, side: $0) }
    }
    for path in Set(ours.keys).union(theirs.keys) {
      guard let old = ours[path]?.old ?? theirs[path]?.old else { continue }
      let base = Placed(path: path, side: old)
      units.append(
        MergeUnit(
          base: base,
          ours: now(base, ours, movesOfOurs),
          theirs: now(base, theirs, movesOfTheirs)
        )
      )
    }
    let ourNew = new(in: ours, movesOfOurs)
    var theirNew = new(in: theirs, movesOfTheirs)
    var theirPaths: [Reference: [UInt8]] = [:]
    for placed in theirNew.values.sorted(by: { $0.text > $1.text }) {
      if let name = placed.reference { theirPaths[name] = placed.path }
    }
    for placed in ourNew.values.sorted(by: { $0.text < $1.text }) {
      let alike = placed.reference.flatMap { theirPaths[$0] }
      let partner = theirNew.removeValue(forKey: placed.path)
      units.append(
        MergeUnit(
          base: nil,
          ours: placed,
          theirs: partner ?? alike.flatMap { theirNew.removeValue(forKey: $0) }
        )
      )
    }
    units += theirNew.values.map { MergeUnit(base: nil, ours: nil, theirs: $0) }
    return units.sorted { $0.order.lexicographicallyPrecedes($1.order) }
  }

  /// What a side has that is neither changed nor moved from elsewhere.
  private static func new(in side: Differences, _ moves: [[UInt8]: [UInt8]]) -> [[UInt8]: Placed] {
    let targets = Set(moves.values)
    var new: [[UInt8]: Placed] = [:]
    for (path, change) in side where change.old == nil && !targets.contains(path) {
      if let side = change.new { new[path] = Placed(path: path, side: side) }
    }
    return new
  }

  /// The places of units that share a place, or whose records share a name.
  private static func crowdedPlaces(_ units: [MergeUnit]) -> Set<[UInt8]> {
    var byPlace: [[UInt8]: Int] = [:]
    var byName: [Reference: Set<[UInt8]>] = [:]
    for unit in units {
      guard let place = unit.place else { continue }
      byPlace[place, default: 0] += 1
      let text = String(decoding: place, as: UTF8.self)
      if let name = RecordLayout.reference(ofPath: text) { byName[name, default: []].insert(place) }
    }
    var crowded = Set(byPlace.filter { $0.value > 1 }.keys)
    for places in byName.values where places.count > 1 { crowded.formUnion(places) }
    return crowded
  }
}

extension MergeUnit {
  fileprivate var order: [UInt8] { place ?? base?.path ?? ours?.path ?? theirs?.path ?? [] }
}
