internal import Documents

/// The identifiers of a thing: by pattern, normalised, without junk and without hardware addresses
/// that are no adapter's own.
struct IdentityCard {
  /// The identifiers by pattern of the attribute.
  var identifiers: [AttributePath: [String]] = [:]

  subscript(pattern: AttributePath) -> [String] { identifiers[pattern] ?? [] }

  /// Takes over what another card of the same thing has: hardware addresses are added, of everything
  /// else only what is missing.
  mutating func fill(from other: IdentityCard, table: IdentityTable, className: String) {
    for (pattern, values) in other.identifiers where !values.isEmpty {
      let own = self[pattern]
      if own.isEmpty {
        identifiers[pattern] = values
      } else if table.kind(of: pattern, className: className) == .mac {
        identifiers[pattern] = own + values.filter { !own.contains($0) }
      }
    }
  }
}
