import Glibc

/// Random numbers that come back with the seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// True in so many of a hundred cases.
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}

enum Seed {
  /// The seed of this run: CMDB_SEED where it is set, else a new one. Case n of a test has the seed
  /// plus n, so that a failed case comes back as the first.
  static let base: UInt64 = {
    let seed = getenv("CMDB_SEED").flatMap { UInt64(String(cString: $0)) }
    return seed ?? UInt64.random(in: 0...UInt64(UInt32.max))
  }()

  /// How many cases each property gets: CMDB_CASES where it is set.
  static func cases(_ usual: Int) -> Int {
    getenv("CMDB_CASES").flatMap { Int(String(cString: $0)) } ?? usual
  }

  /// Runs the cases; prints the seed.
  static func forEachCase(
    _ name: String,
    _ usual: Int,
    _ body: (inout SeededGenerator, UInt64) throws -> Void
  ) rethrows {
    print("SEED=\(base) \(name)")
    for offset in 0..<UInt64(cases(usual)) {
      var generator = SeededGenerator(seed: base &+ offset)
      try body(&generator, base &+ offset)
    }
  }
}
