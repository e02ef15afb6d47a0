/// In which order the entries of maps stand.
public struct KeyOrder: Sendable {
  /// The names of a map in order, with the rank of each.
  struct Ranks: Sendable {
    private let ranks: [ExactText: Int]
    /// The names in order, as bytes.
    private let names: [[UInt8]]

    /// How many names the order speaks of.
    var count: Int { names.count }

    init(_ names: [String]) {
      var seen: Set<ExactText> = []
      let names = names.filter { seen.insert(ExactText(text: $0)).inserted }
      self.names = names.map { Array($0.utf8) }
      ranks = Dictionary(
        uniqueKeysWithValues: names.enumerated().map { (ExactText(text: $1), $0) }
      )
    }

    /// Returns the rank of a name, or nil where the order does not speak of it.
    func rank(of name: String) -> Int? { ranks[ExactText(text: name)] }

    /// Returns the rank of a name among those from one on; cheap where it is near.
    func rank(of name: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
      var rank = start
      while rank < names.count {
        let isName = names[rank].withUnsafeBufferPointer { SameBytes.same($0, name) }
        if isName { return rank }
        rank += 1
      }
      return nil
    }
  }

  let tree: PatternTree<Ranks>

  /// Creates the order from the names by pattern of the map that holds them: `""` is the outermost
  /// map, `cost` the map of that name, `interfaces[]` every item of a list.
  public init(_ table: [String: [String]]) { tree = PatternTree(table.mapValues(Ranks.init)) }

  /// No order: what is new goes to the end, and nothing is moved.
  public static let none = KeyOrder([:])

  /// Returns where among `names` a new entry belongs, as an index.
  ///
  /// That is after the last entry of lesser rank, else before the first of greater rank, else first
  /// of all; a name without rank goes to the end.
  static func place(of name: String, among names: [String], ranks: Ranks?) -> Int {
    guard let ranks, let rank = ranks.rank(of: name) else { return names.count }
    var place: Int?
    var firstGreater: Int?
    for (index, other) in names.enumerated() {
      guard let otherRank = ranks.rank(of: other) else { continue }
      if otherRank < rank { place = index + 1 } else { firstGreater = firstGreater ?? index }
    }
    return place ?? firstGreater ?? 0
  }

  /// Returns the indices of `names` in canonical order: ranked names by rank, then the others as
  /// they stand.
  static func sorted(_ names: [String], ranks: Ranks?) -> [Int] {
    guard let ranks else { return Array(names.indices) }
    let keyed = names.enumerated().map { (rank: ranks.rank(of: $1) ?? Int.max, index: $0) }
    return keyed.sorted { $0 < $1 }.map(\.index)
  }
}
