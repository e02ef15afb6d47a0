internal import Documents

/// A class of records in a round of steps: its name, and how the items of its lists are named.
struct RoundClass: Sendable {
  let name: String
  let keys: ListKeys
}
