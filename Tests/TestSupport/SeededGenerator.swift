import Glibc

/// A random generator that repeats: the same seed gives the same numbers (SplitMix64).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  /// What the generator began with.
  public let seed: UInt64
  private var state: UInt64

  /// Creates a generator from a seed.
  public init(seed: UInt64) {
    self.seed = seed
    state = seed
  }

  /// A generator of this run's seed, which is printed with the property's name.
  public static func announced(_ property: String) -> SeededGenerator {
    SeededGenerator(seed: seed(for: property))
  }

  /// Returns the next number.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Returns a number from zero up to but not including the bound.
  public mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// True in so many of a hundred cases.
  public mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  /// Returns one of the elements, of which there is at least one.
  public mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }

  /// The seed of this run: what `CMDB_SEED` says, else one of the clock's; it is printed, so that a
  /// failure can be run again.
  public static func seed(for property: String) -> UInt64 {
    let seed = getenv("CMDB_SEED").flatMap { UInt64(String(cString: $0)) } ?? UInt64(time(nil))
    print("SEED=\(seed) (\(property))")
    return seed
  }
}
