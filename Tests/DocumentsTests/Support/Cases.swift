import Glibc
import TestSupport

/// The cases of a property: many random ones of one run's seed.
enum Cases {
  /// How many cases a property gets: CMDB_CASES where it is set.
  static func count(_ usual: Int) -> Int {
    getenv("CMDB_CASES").flatMap { Int(String(cString: $0)) } ?? usual
  }

  /// Runs the cases. Case n has the seed plus n, so that a failed case comes back as the first.
  static func forEach(
    _ property: String,
    _ usual: Int,
    _ body: (inout SeededGenerator, UInt64) throws -> Void
  ) rethrows {
    let base = SeededGenerator.seed(for: property)
    for offset in 0..<UInt64(count(usual)) {
      var generator = SeededGenerator(seed: base &+ offset)
      try body(&generator, base &+ offset)
    }
  }
}
