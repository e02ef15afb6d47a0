public import Diagnostics
internal import Documents
public import JSONSchema
public import Records

/// Something that records must be beyond their schema, as a file of `policy/` says.
public struct Standard: Sendable {
  /// A record that is excused for a time.
  public struct Exception: Sendable, Hashable {
    /// The record.
    public let reference: Reference
    /// The team that answers for the exception.
    public let owner: String
    /// Why the record may break the standard.
    public let reason: String
    /// The last day of the exception.
    public let until: CalendarDay
  }

  /// The short name.
  public let id: String
  /// What holds where it is met.
  public let title: String
  /// Why there is the standard, and what to do about a breach.
  public let text: String?
  /// How much a breach weighs.
  public let severity: Severity
  /// The records that it is about.
  public let match: Query
  /// The schema that they must follow.
  public let assertion: CompiledSchema?
  /// The query that must hold.
  public let requirement: Query?
  /// The query as it is written.
  public let requirementText: String?
  /// The records that are excused.
  public let exceptions: [Exception]
  /// Whether what it says changes by the passing of days alone.
  public let dependsOnDay: Bool
  /// The file that says it.
  public let file: String

  /// Whether a record that meets it, or is excused, can break it by the passing of days alone.
  public var canLapse: Bool { dependsOnDay || !exceptions.isEmpty }

  /// Reads a standard; nil where it cannot be understood.
  init?(_ value: Value, file: String, catalogue: ClassCatalogue) {
    guard let id = value["id"]?.stringValue, let matchText = value["match"]?.stringValue,
      let match = try? Query(parsing: matchText)
    else { return nil }
    self.id = id
    self.file = file
    self.match = match
    title = value["title"]?.stringValue ?? id
    text = value["description"]?.stringValue
    severity = value["severity"]?.stringValue == "error" ? .error : .warning
    requirementText = value["require"]?.stringValue
    requirement = requirementText.flatMap { try? Query(parsing: $0) }
    assertion = value["assert"].flatMap {
      try? Self.compile($0, id: id, catalogue: catalogue).get()
    }
    exceptions = (value["exceptions"]?.listValue ?? []).compactMap(Self.exception)
    dependsOnDay = [matchText, requirementText ?? ""].contains { $0.contains("today") }
  }

  /// Compiles the schema of a standard, which may refer to the schemas of the classes.
  static func compile(_ assertion: Value, id: String, catalogue: ClassCatalogue)
    -> Result<CompiledSchema, SchemaCompilationError>
  {
    let address = "policy:\(id)"
    guard let document = try? Document.parse(assertion.jsonBytes(), as: .json) else {
      return .failure(SchemaCompilationError(location: "\(address)#", message: "is no schema"))
    }
    return Result { () throws(SchemaCompilationError) in
      try SchemaCompiler.compile(
        document,
        address: address,
        options: SchemaOptions(assertFormats: true),
        resolve: { catalogue.document(at: $0) }
      )
    }
  }

  private static func exception(_ value: Value) -> Exception? {
    guard let reference = value["ref"]?.stringValue.flatMap({ Reference($0) }),
      let until = value["until"]?.stringValue.flatMap({ CalendarDay($0) })
    else { return nil }
    return Exception(
      reference: reference,
      owner: value["owner"]?.stringValue ?? "",
      reason: value["reason"]?.stringValue ?? "",
      until: until
    )
  }

  /// The exception of a record that ends last.
  func exception(for reference: Reference) -> Exception? {
    exceptions.filter { $0.reference == reference }.max { $0.until < $1.until }
  }
}
