import Diagnostics
import Documents
public import Records

/// The connectors by kind: from what other programs wrote to deliveries of observations.
///
/// A kind is a file in schema/connectors. Swift is written only for what such a file cannot say; it
/// is listed here, by kind.
public struct ConnectorRegistry: Sendable {
  typealias Reader = @Sendable ([UInt8], ReadingRules) throws(ConnectorError) -> Delivery

  private static let special: [String: Reader] = [
    "ansible": AnsibleReader.read,
    "ansible-inventory": AnsibleInventoryReader.read,
    "dpkg": PackageListReader.readDpkg,
    "glpi": GLPIReader.read,
    "lldp": LLDPReader.read,
    "lscpu": LscpuReader.read,
    "lshw": LshwReader.read,
    "netbox": NetBoxReader.read,
    "nmap": NmapReader.read,
    "observations": ObservationsReader.read,
    "ohai": OhaiReader.read,
    "otlp": OTLPReader.read,
    "rpm": PackageListReader.readRPM,
    "snmp": SNMPReader.read,
    "terraform": TerraformReader.read,
  ]

  /// What tells lines of text apart that bear no mark that a file could name.
  private static let texts: [String: @Sendable ([UInt8]) -> Bool] = [
    "dpkg": PackageListReader.isDpkg,
    "rpm": PackageListReader.isRPM,
    "snmp": SNMPReader.isWalk,
  ]

  static func isText(_ bytes: [UInt8], ofKind kind: String) -> Bool { texts[kind]?(bytes) ?? false }

  /// The kind that stands for "whichever it is".
  public static let automatic = "auto"

  let rules: [ReadingRules]
  let limits: ConnectorLimits
  private let definitions: [String: ConnectorDefinition]
  private let catalogue: ClassCatalogue?

  /// Creates a registry of the connectors. A definition that names no reader is left out. With the
  /// classes of `catalogue`, what a source says that none of them describes is left out as well.
  public init(definitions: [ConnectorDefinition], catalogue: ClassCatalogue? = nil) {
    self.init(definitions: definitions, catalogue: catalogue, limits: ConnectorLimits())
  }

  init(
    definitions: [ConnectorDefinition],
    catalogue: ClassCatalogue? = nil,
    limits: ConnectorLimits
  ) {
    self.catalogue = catalogue
    self.limits = limits
    var table: [String: ConnectorDefinition] = [:]
    for definition in definitions { table[definition.kind] = definition }
    self.definitions = table
    rules = table.values.compactMap { definition in
      var rules = ReadingRules(kind: definition.kind, file: definition.file)
      rules?.limits = limits
      return rules
    }.sorted { $0.kind < $1.kind }
  }

  /// The names of the kinds, in order.
  public var kinds: [String] { rules.map(\.kind) }

  /// Reads what a program wrote.
  ///
  /// `kind` names a connector, or is `auto`. Only the values that the source's mapping, class
  /// rules, naming and identification name are kept. A thing that cannot be taken alone is listed
  /// in the delivery's `rejected`; an error means that nothing can be taken. `subject` is whom the
  /// text is about, for kinds that do not say so themselves. What agents compress (RFC 1950, RFC
  /// 1952) is unpacked.
  public func read(
    _ bytes: [UInt8],
    as kind: String,
    source: SourceDefinition,
    subject: String? = nil
  ) throws(ConnectorError) -> Delivery {
    let bytes = try Inflation.inflated(bytes, limits: limits)
    guard let first = Recognition.firstCharacter(of: bytes) else {
      throw ConnectorError(
        .empty,
        "there is nothing to read",
        line: 1,
        help: "deliver what the program wrote"
      )
    }
    let kind = kind == Self.automatic ? try recognisedKind(bytes) : kind
    try check(kind, against: source)
    guard var rules = rules.first(where: { $0.kind == kind }) else { throw unknown(kind) }
    let reader = try reader(first, of: rules, bytes: bytes)
    rules.givenSubject = subject
    rules.bind(
      to: source,
      connector: definitions[kind]?.file ?? .null,
      catalogue: catalogue
    )
    if let special = Self.special[kind] { return try special(bytes, rules) }
    return switch reader {
    case .json, .lines, .protobuf: try StructuredReader.json(bytes, rules: rules)
    case .xml: try StructuredReader.xml(bytes, rules: rules)
    case .csv: try TableReader.read(bytes, rules: rules)
    }
  }

  /// Throws where the source says that it is of another kind, whose mapping would say nothing of this
  /// one.
  private func check(_ kind: String, against source: SourceDefinition) throws(ConnectorError) {
    guard source.file["format"] != nil, kind != source.format, source.file["mapping"] == nil,
      definitions[kind] != nil,
      definitions[source.format] != nil
    else { return }
    throw ConnectorError(
      .otherKind,
      "the source \(source.name) is of format \(source.format), and this is of kind \(kind)",
      help: "name a source of format \(kind), or give this one a mapping of its own"
    )
  }

  /// The syntax of the text; throws where its first character is that of none of the kind's, with the
  /// kind that the text seems to be of.
  private func reader(
    _ first: UInt8,
    of rules: ReadingRules,
    bytes: [UInt8]
  ) throws(ConnectorError) -> ReadingRules.Reader {
    let isText = Self.texts[rules.kind] != nil
    if let reader = rules.reader(of: first), !isText || !"{[<".utf8.contains(first) {
      return reader
    }
    if rules.reads(.protobuf), Recognition.isBinary(bytes) { return .protobuf }
    let wrong = first == UInt8(ascii: "<") ? "XML" : "JSON"
    let kinds = recognise(bytes)
    if kinds.isEmpty {
      let objection = Recognition(rules: self.rules, bytes: bytes, fileName: nil).objection
      if objection.kind != .unrecognised { throw objection }
    }
    throw ConnectorError(
      .otherMessage,
      "this is \(wrong), which kind \(rules.kind) is not",
      line: 1,
      help: kinds.isEmpty
        ? "name the kind of the program that wrote it"
        : "it looks like kind \(kinds.joined(separator: " or "))"
    )
  }

  private func unknown(_ kind: String) -> ConnectorError {
    ConnectorError(
      .unknownKind,
      "there is no kind \(kind)",
      help: (NearestName.of(kind, in: kinds).map { "did you mean \($0)? " } ?? "")
        + "the kinds are \(kinds.joined(separator: ", ")), and auto"
    )
  }
}
