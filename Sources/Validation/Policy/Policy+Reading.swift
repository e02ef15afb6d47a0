public import Documents
internal import JSONSchema
public import Records

extension Policy {
  /// One file of `policy/`, parsed.
  public struct File: Sendable {
    /// The file, relative to the top of the repository.
    public let path: String
    /// The text.
    public let document: Document

    /// Creates a file.
    public init(path: String, document: Document) {
      self.path = path
      self.document = document
    }
  }

  /// Reads the files of a repository's policy, in order of their paths.
  ///
  /// What cannot be understood is left out here: the file is judged by its format elsewhere. The
  /// catalogue's schemas can be referred to from `assert`.
  public init(_ files: [File], catalogue: ClassCatalogue) {
    let values = files.sorted { $0.path < $1.path }.map { file in
      (file.path, file.document.value(file.document.root))
    }
    self.init(
      authority: values.flatMap { Self.entries($0.1, "authority").compactMap(Self.authority) },
      approvals: values.flatMap { Self.entries($0.1, "approvals").compactMap(Self.approval) },
      standards: values.flatMap { path, value in
        Self.entries(value, "standards").compactMap {
          Standard($0, file: path, catalogue: catalogue)
        }
      }
    )
  }

  private static func entries(_ value: Value, _ name: String) -> [Value] {
    value[name]?.listValue ?? []
  }

  private static func authority(_ value: Value) -> Authority? {
    let attributes = value["attributes"]?.texts ?? []
    let files = value["files"]?.texts ?? []
    let allow = (value["allow"]?.listValue ?? value["allow"].map { [$0] } ?? [])
      .compactMap(Self.party)
    guard !(attributes.isEmpty && files.isEmpty), let match = optionalQuery(value["match"]) else {
      return nil
    }
    return Authority(
      attributes: attributes.map(AttributePattern.init),
      files: files,
      match: match.query,
      allow: allow,
      level: level(value)
    )
  }

  private static func approval(_ value: Value) -> ApprovalNeed? {
    guard let text = value["match"]?.stringValue, let match = try? Query(parsing: text),
      let by = value["by"].flatMap(Self.party)
    else { return nil }
    return ApprovalNeed(
      match: match,
      attributes: value["attributes"]?.texts?.map(AttributePattern.init),
      by: by,
      count: max(1, value["count"]?.numberValue?.intValue ?? 1),
      level: level(value),
      countsAuthor: value["counts_author"]?.boolValue ?? false
    )
  }

  private static func party(_ value: Value) -> Party? {
    if let text = value.stringValue {
      if text == "owner" { return .owner }
      return Reference(text).map(Party.team)
    }
    if let role = value["role"]?.stringValue { return .role(role) }
    return value["source"]?.stringValue.map(Party.source)
  }

  private static func level(_ value: Value) -> Level {
    value["level"]?.stringValue.flatMap(Level.init) ?? .claimed
  }

  /// Nil where there is a query that is none; no query is every record.
  private static func optionalQuery(_ value: Value?) -> (query: Query?, Void)? {
    guard let text = value?.stringValue else { return (nil, ()) }
    return (try? Query(parsing: text)).map { ($0, ()) }
  }
}

extension Policy.Party: CustomStringConvertible {
  /// How findings name the party.
  public var description: String {
    switch self {
    case .owner: "the owner"
    case .team(let team): team.description
    case .role(let role): "the role \(role)"
    case .source(let name): "source \(name)"
    }
  }
}
