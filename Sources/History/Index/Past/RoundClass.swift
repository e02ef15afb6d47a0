internal import Documents

/// A class of records in a round of steps: its name, how the items of its lists are named, and what its
/// records are found by.
struct RoundClass: Sendable {
  let name: String
  let keys: ListKeys
  /// Nil where the class is not known.
  let found: ClassKeys?
}
