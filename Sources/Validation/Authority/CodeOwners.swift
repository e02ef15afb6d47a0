internal import Documents
public import Records

/// The file by which forges ask owners for reviews, written from the records.
public enum CodeOwners {
  /// A kind of forge, which decides how owners are named.
  public enum Forge: String, Sendable, CaseIterable {
    /// `@organisation/team`, or a person's address.
    case github
    /// `@group/team`, or a person's address, below a heading.
    case gitlab
    /// A regular expression for the file, then `@organisation/team`, or a user's name; every line that
    /// matches counts (https://docs.gitea.com/usage/repository/code-owners).
    case gitea
  }

  /// Returns the text of CODEOWNERS: a line for each record that has an owner, those of one owner that
  /// are a whole folder as one line; policies and schemas by the policy. Where later lines count more
  /// a folder goes to the owner of most of it, and lines for the others follow; where every line
  /// counts, no two lines name one record.
  ///
  /// - Parameters:
  ///   - lookup: The records.
  ///   - catalogue: The classes.
  ///   - paths: The file of each record.
  ///   - policy: The policy in force.
  ///   - organisation: What the forge calls the organisation or group whose teams are named; without
  ///     it, people are named by their addresses, and on Gitea by the user of a `noreply` address,
  ///     else by the id of their record.
  public static func text(
    for forge: Forge,
    lookup: any RecordLookup,
    catalogue: ClassCatalogue,
    paths: [Reference: String],
    policy: Policy,
    organisation: String?
  ) throws -> String {
    let people = PersonDirectory(lookup: lookup, catalogue: catalogue)
    var names: [Reference: String] = [:]
    func name(_ team: Reference) throws -> String {
      if let known = names[team] { return known }
      let made = try Self.names(of: team, people, organisation, forge).joined(separator: " ")
      names[team] = made
      return made
    }
    var lines = [
      "# Who answers for what, from the records: cmdb codeowners --forge \(forge.rawValue)",
      "# Written by a program; change the records instead. "
        + (forge == .gitea
          ? "Every line that matches counts." : "The last line that matches counts."),
    ]
    for entry in policy.authority where !entry.files.isEmpty {
      let teams = entry.allow.compactMap { party -> Reference? in
        if case .team(let team) = party { team } else { nil }
      }
      let owners = try teams.map(name).filter { !$0.isEmpty }.joined(separator: " ")
      guard !owners.isEmpty else { continue }
      for file in entry.files { lines.append("\(pattern(file, forge)) \(owners)") }
    }
    var owned: [(path: String, team: Reference)] = []
    for (reference, path) in paths {
      guard let record = try lookup.record(reference),
        let team = people.owner(of: reference, record.value)
      else { continue }
      owned.append((path, team))
    }
    for line in try grouped(owned, forge).sorted(by: { $0.path < $1.path }) {
      let owners = try name(line.team)
      if !owners.isEmpty { lines.append("\(pattern(line.path, forge)) \(owners)") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// For each folder a line with the owner of most of its records, and lines for the others: files
  /// stand after their folder, since its path is a prefix of theirs.
  private static func grouped(_ owned: [(path: String, team: Reference)], _ forge: Forge) throws
    -> [(path: String, team: Reference)]
  {
    var lines: [(path: String, team: Reference)] = []
    let folders = Dictionary(grouping: owned) { entry in
      String(entry.path.prefix(upTo: entry.path.lastIndex(of: "/") ?? entry.path.startIndex))
    }
    for (folder, entries) in folders {
      let counts = Dictionary(grouping: entries, by: \.team).mapValues(\.count)
      if forge == .gitea, counts.count > 1 {
        lines += entries
        continue
      }
      guard
        let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key
      else { continue }
      lines.append(("\(folder)/", most))
      lines += entries.filter { $0.team != most }
    }
    return lines
  }

  private static func names(
    of team: Reference,
    _ people: PersonDirectory,
    _ organisation: String?,
    _ forge: Forge
  ) throws -> [String] {
    if let organisation, team.className == "team" { return ["@\(organisation)/\(team.id)"] }
    let members = team.className == "team" ? try people.members(of: team) : [team]
    return try members.compactMap { person in
      let addresses = try people.addresses(of: person)
      return forge == .gitea ? userName(addresses) ?? "@\(person.id)" : addresses.first
    }
  }

  /// The user whom an address that Gitea gives out in place of the real one names.
  private static func userName(_ addresses: [String]) -> String? {
    addresses.lazy.compactMap { address -> String? in
      let parts = address.split(separator: "@")
      guard parts.count == 2, parts[1].lowercased().hasPrefix("noreply.") else { return nil }
      return "@\(parts[0])"
    }.first
  }

  /// A path as the forge's patterns have it; a `*` of a policy stands for any letters there too.
  private static func pattern(_ path: String, _ forge: Forge) -> String {
    switch forge {
    case .github, .gitlab:
      return "/" + path.replacing("/*", with: "/").replacing(" ", with: "\\ ")
    case .gitea:
      let folder = path.hasSuffix("/")
      // The file of Gitea is read with backslashes as escapes before the expression is.
      return path.map { letter -> String in
        switch letter {
        case "*": ".*"
        case " ", "#": "\\\(letter)"
        case "\\": #"\\\\"#
        case _ where ".+?()|[]{}^$".contains(letter): #"\\"# + String(letter)
        default: String(letter)
        }
      }.joined() + (folder ? "[^/]*" : "")
    }
  }
}
