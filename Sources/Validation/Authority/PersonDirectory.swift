public import Documents
public import Records

/// The people and teams of a repository at one moment, for questions about who somebody is.
public struct PersonDirectory {
  private let lookup: any RecordLookup
  private let catalogue: ClassCatalogue

  /// Creates the directory of the people that a context's lookup finds.
  public init(_ context: ValidationContext) {
    self.init(lookup: context.lookup, catalogue: context.catalogue)
  }

  /// Creates a directory.
  public init(lookup: any RecordLookup, catalogue: ClassCatalogue) {
    self.lookup = lookup
    self.catalogue = catalogue
  }

  /// Returns the person who lists the address, active or not; nil where none does, or several do.
  public func person(address: String) throws -> Reference? {
    try only(Self.authors, address)
  }

  /// Returns the person who lists the key; nil where none does, or several do.
  public func person(key: SSHPublicKey) throws -> Reference? {
    let found = try lookup.references(ofClasses: ["person"]).filter {
      try keys(of: $0).contains(key)
    }
    return found.count == 1 ? found[0] : nil
  }

  /// Returns the keys that a person signs with; lines that are no key are passed over.
  public func keys(of person: Reference) throws -> [SSHPublicKey] {
    (try value(person)?["keys"]?.texts ?? []).compactMap(SSHPublicKey.init(line:))
  }

  /// Returns the addresses that a person commits under.
  public func addresses(of person: Reference) throws -> [String] {
    try value(person)?["authors"]?.texts ?? []
  }

  /// Whether the record is in the state `active`.
  public func isActive(_ party: Reference) throws -> Bool {
    try value(party)?["lifecycle"]?.stringValue == "active"
  }

  /// Returns the teams that a person names.
  public func teams(of person: Reference) throws -> [Reference] {
    (try value(person)).map(Membership.teams) ?? []
  }

  /// Whether an active person belongs to a team, or is the party itself.
  public func isMember(_ person: Reference, of party: Reference) throws -> Bool {
    guard try isActive(person) else { return false }
    return try person == party || teams(of: person).contains(party)
  }

  /// Returns the active people who belong to a team, sorted.
  public func members(of team: Reference) throws -> [Reference] {
    try lookup.references(ofClasses: ["person"]).filter { try isMember($0, of: team) }
  }

  /// Returns what a person does.
  public func role(of person: Reference) throws -> String? {
    try value(person)?["role"]?.stringValue
  }

  /// Returns the team that owns a record.
  ///
  /// A person or team without an owner of its own is owned by its team, its parent, or itself.
  public func owner(of reference: Reference, _ record: Value) -> Reference? {
    if let text = record["owner"]?.stringValue { return Reference(text) }
    switch reference.className {
    case "person": return Membership.teams(of: record).first
    case "team": return parents(of: record).first ?? reference
    default: return nil
    }
  }

  private static let authors = AttributePath().appending(name: "authors")
    .appending(item: ItemKey(parts: []))

  private func only(_ pattern: AttributePath, _ text: String) throws -> Reference? {
    let steps =
      catalogue.recordClass("person")?.attributes[pattern]?.normalisation ?? [.trim, .lower]
    guard let value = Normalisation.apply(steps, to: text) else { return nil }
    let found = try lookup.records(of: ["person"], where: pattern, is: value)
    return found.count == 1 ? found[0] : nil
  }

  private func value(_ reference: Reference) throws -> Value? {
    try lookup.record(reference)?.value
  }

  private static let parents = AttributePath().appending(name: "relations")
    .appending(name: "part_of").appending(item: ItemKey(parts: [])).appending(name: "to")

  private func parents(of team: Value) -> [Reference] {
    team.values(at: Self.parents).compactMap { $0.stringValue.flatMap { Reference($0) } }
  }
}
