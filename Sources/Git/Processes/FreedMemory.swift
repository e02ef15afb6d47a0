internal import CLibgit2

/// Memory that this program no longer uses.
public enum FreedMemory {
  /// Gives it back to the system: the C library keeps what was freed for later, which work in several
  /// stretches never needs all at once. Costs some milliseconds.
  public static func giveBack() { _ = cmdb_give_back_memory() }
}
