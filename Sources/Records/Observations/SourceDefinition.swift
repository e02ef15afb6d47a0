public import Documents

/// A source, as `sources/<name>.yaml` describes it over its connector.
public struct SourceDefinition: Sendable, Hashable {
  /// What a source delivers.
  public enum Kind: String, Sendable {
    /// What exists.
    case discovery
    /// How it is.
    case telemetry
    /// What another system of record holds.
    case `import`
  }

  /// What happens to a thing that no record is found for.
  public enum Unknown: String, Sendable {
    /// A record is created in state `discovered`.
    case create
    /// A proposal would be made; until there are proposals it is held.
    case propose
    /// It is held until people decide.
    case hold
  }

  /// What happens to a person's value that is older than the binding.
  public enum Adoption: String, Sendable {
    /// The source's value takes its place.
    case take
    /// It stands, and a finding asks.
    case ask
    /// It stands.
    case keep
  }

  /// A key that the source may go on saying without effect.
  public struct IgnoreEntry: Sendable, Hashable {
    /// The key.
    public let key: String
    /// The last day on which it is ignored; nil is for ever.
    public let until: CalendarDay?
  }

  /// The source's name.
  public let name: String
  /// What the file says.
  public let file: Value
  /// What the connector's file says, where there is one.
  public let connector: Value

  /// Creates a source from parsed files.
  public init(name: String, file: Value, connector: Value = .map([:])) {
    self.name = name
    self.file = file
    self.connector = connector
  }

  private func said(_ name: String) -> Value? { file[name] ?? connector[name] }

  /// What it delivers; discovery where the file does not say.
  public var kind: Kind { file["kind"]?.stringValue.flatMap(Kind.init) ?? .discovery }
  /// The connector's kind.
  public var format: String { file["format"]?.stringValue ?? "observations" }
  /// Whether its word counts; a source that is off withdraws everything that it said.
  public var isEnabled: Bool { file["enabled"]?.boolValue ?? true }
  /// What happens to unknown things.
  public var unknown: Unknown { file["unknown"]?.stringValue.flatMap(Unknown.init) ?? .hold }
  /// What happens to older values of people.
  public var adoption: Adoption { file["adopt"]?.stringValue.flatMap(Adoption.init) ?? .ask }
  /// The governed attributes that a created record gets.
  public var defaults: ValueMap { file["defaults"]?.mapValue ?? [:] }
  /// The team that answers for the source.
  public var owner: String? { file["owner"]?.stringValue }
  /// What the observations' values become.
  public var mapping: Value { said("mapping") ?? .map([:]) }
  /// The parts of a thing that a full observation says as a whole.
  public var sections: [String] { connector["sections"]?.texts ?? [] }
  /// Where the name of a created record is, the first that says something.
  public var naming: [AttributePath] { (said("naming")?.texts ?? []).compactMap(Self.path) }

  /// The class of a thing is that of the first rule that holds; nil is always.
  public var classRules: [(className: String, condition: Query?)] {
    (said("classes")?.listValue ?? []).compactMap { rule in
      guard let name = rule["class"]?.stringValue else { return nil }
      guard let text = rule["when"]?.stringValue else { return (name, nil) }
      return (try? Query(parsing: text)).map { (name, $0) }
    }
  }

  /// The keys that are ignored.
  public var ignored: [IgnoreEntry] {
    (file["ignore"]?.listValue ?? []).compactMap { entry in
      entry["key"]?.stringValue.map {
        IgnoreEntry(key: $0, until: entry["until"]?.stringValue.flatMap { CalendarDay($0) })
      }
    }
  }

  /// For how many seconds its word counts as fresh; nil is for ever.
  public var freshness: Int64? { file["freshness"]?.stringValue.flatMap(Self.seconds) }

  private static func path(_ text: String) -> AttributePath? { try? AttributePath(parsing: text) }

  /// The seconds of a duration such as `90s`, `15m`, `6h` or `14d`.
  private static func seconds(_ text: String) -> Int64? {
    let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    guard let unit = text.last.flatMap({ units[$0] }), let count = Int64(text.dropLast()),
      count >= 0
    else { return nil }
    let (seconds, isTooLong) = count.multipliedReportingOverflow(by: unit)
    return isTooLong ? nil : seconds
  }
}
