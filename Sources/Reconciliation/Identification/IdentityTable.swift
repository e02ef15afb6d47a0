internal import Documents
internal import Records

/// What the classes say about identifiers, looked up once.
final class IdentityTable {
  /// How the values of an identifier are compared.
  enum Kind {
    /// Hardware addresses: the majority decides.
    case mac
    /// UUIDs: the first three fields may be in the other byte order.
    case uuid
    /// Names of hosts, which prove little.
    case name
    /// Anything else: equal or not.
    case plain
  }

  let catalogue: ClassCatalogue
  let rules: IdentifierRules
  private var families: [String: Set<String>] = [:]
  private var patterns: [String: [AttributePath]] = [:]

  init(_ catalogue: ClassCatalogue, rules: IdentifierRules) {
    self.catalogue = catalogue
    self.rules = rules
  }

  /// The classes among which a thing of the class may turn out to belong.
  func family(of className: String) -> Set<String> {
    if let known = families[className] { return known }
    let family = catalogue.family(of: className)
    families[className] = family
    return family
  }

  /// The identifier sets of a class, strongest first.
  func sets(of className: String) -> [[AttributePath]] {
    catalogue.recordClass(className)?.identity ?? []
  }

  /// Returns the identifiers in a value, for every pattern that any class of the family asks for.
  func card(of value: Value, className: String) -> IdentityCard {
    guard let recordClass = catalogue.recordClass(className) else { return IdentityCard() }
    var card = IdentityCard()
    for pattern in identifierPatterns(of: className) {
      let steps = recordClass.attributes[pattern]?.normalisation ?? []
      var found: [String] = []
      for text in recordClass.identifiers(in: value, at: pattern) where !found.contains(text) {
        let isUsable =
          steps.contains(.mac)
          ? rules.identifies(mac: text) : !steps.contains(.junk) || !rules.isJunk(text)
        if isUsable { found.append(text) }
      }
      if !found.isEmpty { card.identifiers[pattern] = found }
    }
    return card
  }

  private func identifierPatterns(of className: String) -> [AttributePath] {
    if let known = patterns[className] { return known }
    var found: [AttributePath] = []
    for name in family(of: className).sorted() {
      for pattern in sets(of: name).joined() where !found.contains(pattern) {
        found.append(pattern)
      }
    }
    patterns[className] = found
    return found
  }

  /// How the values of an identifier are compared.
  func kind(of pattern: AttributePath, className: String) -> Kind {
    let description = catalogue.recordClass(className)?.attributes[pattern]
    let steps = description?.normalisation ?? []
    if steps.contains(.mac) { return .mac }
    if steps.contains(.uuid) { return .uuid }
    return steps.contains(.fqdn) && description?.uniqueness != .error ? .name : .plain
  }

  /// Whether no two records of the family may share the identifier.
  func isUnique(_ pattern: AttributePath, className: String) -> Bool {
    catalogue.recordClass(className)?.attributes[pattern]?.uniqueness == .error
  }

  /// The members of a set that tell things apart on their own; the others only say among which things
  /// they do: the maker, the place, the account.
  func identifyingMembers(of set: [AttributePath], className: String) -> [AttributePath] {
    let attributes = catalogue.recordClass(className)?.attributes
    let unique = set.filter { attributes?[$0]?.uniqueness != nil }
    if !unique.isEmpty { return unique }
    guard let first = set.first, let steps = attributes?[first]?.normalisation else { return [] }
    let tells = steps.contains { [.junk, .uuid, .mac, .fqdn].contains($0) }
    return tells ? [first] : []
  }
}
