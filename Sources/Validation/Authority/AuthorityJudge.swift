internal import Records

/// Judges whether the author of a change is among those whom entries of a policy allow.
struct AuthorityJudge {
  /// Why somebody may not.
  struct Refusal {
    /// Who may.
    var allowed: String
    /// What is wrong with this author.
    var reason: String
    /// What to do.
    var help: String
  }

  private let author: ChangeAuthor
  private let people: PersonDirectory

  init(_ context: ChangeContext) {
    author = context.author
    people = context.people
  }

  /// Says why the author may not, or nil where any of the entries allows it; without entries
  /// everybody may.
  ///
  /// A machine is bound only by what names sources, since reconciliation keeps it from everything
  /// else; by everything where `bindsMachines` says so.
  func refusal(of entries: [Policy.Authority], owner: Reference?, bindsMachines: Bool = false)
    throws
    -> Refusal?
  {
    let bound =
      author.isMachine && !bindsMachines
      ? entries.filter { entry in entry.allow.contains { $0.isSource } } : entries
    if bound.isEmpty { return nil }
    var isTooWeak = false
    for entry in bound where try entry.allow.contains(where: { try isAuthor($0, owner: owner) }) {
      if entry.level == .claimed || author.isVerified || author.isMachine { return nil }
      isTooWeak = true
    }
    var parties: [String] = []
    for party in bound.flatMap(\.allow) {
      let name = party == .owner ? owner?.description ?? "the owner" : party.description
      if !parties.contains(name) { parties.append(name) }
    }
    return Refusal(
      allowed: parties.isEmpty ? "nobody" : parties.joined(separator: ", "),
      reason: try isTooWeak
        ? "\(author.label) is claimed, the policy asks for verified" : whoItIs(),
      help: isTooWeak
        ? "sign the commit with a key that the person's record lists"
        : "let one of them make the change, or propose it to them"
    )
  }

  private func isAuthor(_ party: Policy.Party, owner: Reference?) throws -> Bool {
    if case .sources(let names) = author.hand {
      guard case .source(let name) = party else { return false }
      return names.contains(name)
    }
    guard let person = author.person else { return false }
    switch party {
    case .owner: return try owner.map { try people.isMember(person, of: $0) } ?? false
    case .team(let team): return try people.isMember(person, of: team)
    case .role(let role): return try people.isActive(person) && people.role(of: person) == role
    case .source: return false
    }
  }

  private func whoItIs() throws -> String {
    if author.isMachine { return "this comes from \(author.label)" }
    guard let person = author.person else {
      return "\(author.label) is the address of no person's record"
    }
    let teams = try people.teams(of: person).map(\.description)
    return teams.isEmpty
      ? "\(person) belongs to no team" : "\(person) belongs to \(teams.joined(separator: ", "))"
  }
}

extension Policy.Party {
  /// Whether a source is meant.
  fileprivate var isSource: Bool {
    if case .source = self { true } else { false }
  }
}
