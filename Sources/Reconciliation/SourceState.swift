public import Records

/// What a source says now.
public struct SourceState: Sendable {
  /// The source.
  public var definition: SourceDefinition
  /// What it says of each thing, by key.
  public var observations: [String: Observation]
  /// Its newest delivery that changed anything: a commit, in hexadecimal.
  public var delivery: String
  /// The committer time of that delivery, in seconds since 1970-01-01T00:00:00Z.
  public var time: Int64
  /// When each observation was last changed, in the same seconds; the delivery's time where absent.
  public var changed: [String: Int64]
  /// When the source last delivered, whether that changed anything or not; the delivery's time where
  /// nil. Its freshness window counts from here.
  public var seen: Int64?
  /// The observations that cannot be read; of those that could be read before, `observations` has
  /// what was said then.
  public var unreadable: [UnreadableObservation]

  /// Creates a state.
  public init(
    definition: SourceDefinition,
    observations: [String: Observation],
    delivery: String,
    time: Int64,
    changed: [String: Int64] = [:],
    seen: Int64? = nil,
    unreadable: [UnreadableObservation] = []
  ) {
    self.definition = definition
    self.observations = observations
    self.delivery = delivery
    self.time = time
    self.changed = changed
    self.seen = seen
    self.unreadable = unreadable
  }

  /// When the thing was last said to be so; at most the time of the delivery that said it, whatever
  /// the source's clock says.
  func time(of observation: Observation) -> Int64 {
    let delivered = min(changed[observation.key] ?? time, time)
    let said = observation.observedAt.flatMap { Timestamp($0)?.seconds }
    return min(said ?? delivered, delivered)
  }

  /// Whether the source's word is within its freshness window at a time.
  func isFresh(at now: Int64) -> Bool {
    guard let window = definition.freshness else { return true }
    return now - max(seen ?? time, time) <= window
  }
}

/// An observation on a source's branch that cannot be read.
public struct UnreadableObservation: Sendable, Hashable {
  /// The source's key, where the file's name says it; else the file.
  public var key: String
  /// What is wrong, and where.
  public var message: String
  /// The committer time of the delivery that brought it, in seconds since 1970-01-01T00:00:00Z.
  public var time: Int64

  /// Creates a description.
  public init(key: String, message: String, time: Int64) {
    self.key = key
    self.message = message
    self.time = time
  }
}
