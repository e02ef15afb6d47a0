public import Documents

/// A state machine for the `lifecycle` attribute of some classes.
public struct Lifecycle: Sendable, Hashable {
  /// One state.
  public struct State: Sendable, Hashable {
    /// The word that records bear.
    public var name: String
    /// A name for people.
    public var title: String?
    /// The states that may follow.
    public var next: [String]
    /// The attributes that a record in this state must have.
    public var requires: [AttributePath]
    /// Groups of attributes, of each of which a record in this state must have one.
    public var requiresAny: [[AttributePath]]
    /// The words that say why a record is in this state.
    public var substates: [String]
  }

  /// The machine's name, such as `physical`.
  public let name: String
  /// The states that a new record may be in; the first is what a machine gives.
  public let initial: [String]
  /// All states, in the order of the file.
  public let states: [State]

  /// Reads a machine out of a parsed file `schema/lifecycle/<name>.yaml`.
  public init(name: String, _ value: Value) {
    self.name = name
    initial = value["initial"]?.texts ?? []
    states = (value["states"]?.mapValue ?? [:]).map { entry in
      State(
        name: entry.key,
        title: entry.value["title"]?.stringValue,
        next: entry.value["next"]?.texts ?? [],
        requires: (entry.value["requires"]?.texts ?? []).compactMap(Self.path),
        requiresAny: (entry.value["requires_any"]?.listValue ?? []).map { group in
          (group.texts ?? []).compactMap(Self.path)
        },
        substates: entry.value["substates"]?.texts ?? []
      )
    }
  }

  /// Returns the state of that name, or nil.
  public func state(_ name: String) -> State? { states.first { $0.name == name } }

  private static func path(_ text: String) -> AttributePath? { try? AttributePath(parsing: text) }
}
