internal import Dispatch
internal import Git
internal import Synchronization

/// A round of steps that several threads read: each takes the next portion, and one who writes takes
/// what they found in order.
final class SharedRound: Sendable {
  /// How many portions may wait to be written: values can be large.
  private static let ahead = 32

  private let steps: [PlannedStep]
  private let portions: [Range<Int>]
  private let classes: [RoundClass]
  private let packs: PackTable?
  private let next = Atomic<Int>(0)
  private let found = Mutex<[Int: (reader: Int, compared: ComparedSteps?)]>([:])
  private let ready = DispatchSemaphore(value: 0)
  private let room = DispatchSemaphore(value: 0)

  init(
    steps: [PlannedStep],
    portions: [Range<Int>],
    classes: [RoundClass],
    packs: PackTable?
  ) {
    self.steps = steps
    self.packs = packs
    self.portions = portions
    self.classes = classes
    // Given one by one: a semaphore that is left with less than it began with ends the process.
    for _ in 0..<Self.ahead { room.signal() }
  }

  /// Starts to read on so many threads.
  func start(_ width: Int, in folder: String) {
    for reader in 0..<width {
      DispatchQueue.global().async { self.read(reader, folder) }
    }
  }

  /// Lets the readers end, whatever is left to read.
  func stop() {
    next.store(portions.count, ordering: .relaxed)
    room.signal()
  }

  /// Waits for a portion, and returns what was found in it by which reader; nil where it could not be
  /// read. Portions are taken in order, each once.
  func take(_ place: Int) -> (reader: Int, compared: ComparedSteps?) {
    while true {
      if let known = found.withLock({ $0.removeValue(forKey: place) }) {
        room.signal()
        return known
      }
      ready.wait()
    }
  }

  private func read(_ reader: Int, _ folder: String) {
    let repository = try? Repository.open(at: folder)
    if let packs { repository?.expectManyReads(packs) }
    let own = repository.map { VersionReader($0, classes) }
    while true {
      room.wait()
      let place = next.add(1, ordering: .relaxed).oldValue
      guard place < portions.count else {
        // The next reader that waits shall end too.
        room.signal()
        return
      }
      let compared = try? own?.compare(steps[portions[place]])
      found.withLock { $0[place] = (reader, compared) }
      ready.signal()
    }
  }
}
