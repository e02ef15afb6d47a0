public import Documents

/// What `cmdb.yaml` says about a repository.
public struct Settings: Hashable, Sendable {
  /// The version of the repository's format that this program writes and reads.
  public static let currentFormat = 1
  /// The file's name, at the top of the repository.
  public static let fileName = "cmdb.yaml"

  /// The version of the format of the repository.
  public var format: Int
  /// The branch that is the truth.
  public var main: String
  /// How many hexadecimal digits of the SHA-1 of an id name its folder: 0 or 2.
  public var sharding: Int
  /// The team that alerts about things nobody owns go to, where one is named.
  public var defaultRoute: Reference?
  /// The public SSH keys whose word checkpoints of the journal bear.
  public var serviceKeys: [String] = []

  /// Creates settings; the defaults are those of an empty `cmdb.yaml`.
  public init(
    format: Int = Settings.currentFormat,
    main: String = "main",
    sharding: Int = 0,
    defaultRoute: Reference? = nil
  ) {
    self.format = format
    self.main = main
    self.sharding = sharding
    self.defaultRoute = defaultRoute
  }

  /// Reads the settings out of a parsed `cmdb.yaml`; what is absent or of the wrong type keeps its
  /// default, since the file is judged by its schema elsewhere.
  public init(_ value: Value) {
    self.init()
    if let format = value["format"]?.numberValue?.intValue { self.format = format }
    if let main = value["main"]?.stringValue, !main.isEmpty { self.main = main }
    if let sharding = value["sharding"]?.numberValue?.intValue { self.sharding = sharding }
    defaultRoute = value["routing"]?["default"]?.stringValue.flatMap { Reference($0) }
    serviceKeys = (value["service"]?["keys"]?.listValue ?? []).compactMap(\.stringValue)
  }

  /// Where records stand.
  public var layout: RecordLayout { RecordLayout(sharding: sharding) }
}
