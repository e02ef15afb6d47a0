/// Which objects have files of their own, so that not every read of a packed one asks the system first.
///
/// It is made once many reads were in vain. What becomes a file later is found by libgit2, as packed
/// objects are: only a file that a loss of power cut short must not get there, and such a one was there
/// before.
struct LooseListing {
  /// After how many reads in vain it is worth while.
  private static let patience = 1_000

  private var misses = 0
  private var known: Set<ObjectID>?

  /// Whether an object may have a file of its own.
  func mayHold(_ id: ObjectID) -> Bool { known?.contains(id) ?? true }

  /// Notes that an object had no file in any of these folders.
  mutating func noteMiss(in folders: [String]) {
    misses += 1
    guard misses == Self.patience else { return }
    var found = Set<ObjectID>()
    for folder in folders {
      for part in SystemFile.names(in: folder) where part.utf8.count == 2 && part != ".." {
        for name in SystemFile.names(in: "\(folder)/\(part)") {
          if let id = ObjectID(hex: part + name) { found.insert(id) }
        }
      }
    }
    known = found
  }
}
