internal import Documents

/// What a trace knows of one leaf. Commits are named as the walk names them.
struct TraceAnswer<Commit> {
  /// The commit that set the value, once it is found.
  private(set) var commit: Commit?
  /// The value that it set, where that is not the one the walk began with.
  private(set) var value: Value?
  /// The merge by which the value came to the line that was asked from, where it came by one.
  private(set) var carrier: Commit?
  /// How often the attribute was set, as far as the walk has come.
  private(set) var changes = 0

  /// Takes note that a commit set the leaf; the answer is the one before which `skipping` later ones
  /// were found.
  mutating func note(
    _ commit: Commit,
    carrier: Commit?,
    skipping: Int,
    _ value: () throws -> Value?
  ) rethrows {
    changes += 1
    guard self.commit == nil, changes == skipping + 1 else { return }
    self.commit = commit
    if skipping > 0 { self.value = try value() }
    self.carrier = carrier
  }
}
