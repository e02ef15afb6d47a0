import Glibc

/// A random generator that repeats: the same seed gives the same numbers (SplitMix64).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Creates a generator from a seed.
  public init(seed: UInt64) { state = seed }

  /// Returns the next number.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// The seed of this run: what `CMDB_SEED` says, else one of the clock's; it is printed, so that a
  /// failure can be run again.
  public static func seed(for property: String) -> UInt64 {
    let seed = getenv("CMDB_SEED").flatMap { UInt64(String(cString: $0)) } ?? UInt64(time(nil))
    print("SEED=\(seed) (\(property))")
    return seed
  }
}
