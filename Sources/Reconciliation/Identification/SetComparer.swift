internal import Documents
internal import Records

/// Compares identifiers by the rules of a class.
struct SetComparer {
  let table: IdentityTable
  let className: String
  /// Whether a hardware address is on several records, so that it does not count.
  let isShared: (String, AttributePath) throws -> Bool

  /// Compares one set.
  func compare(_ set: [AttributePath], seen: IdentityCard, known: IdentityCard) throws
    -> SetComparison
  {
    var equal: [AttributePath] = []
    var different: [AttributePath] = []
    var isComplete = true
    for member in set {
      switch try compare(member, seen: seen[member], known: known[member]) {
      case true?: equal.append(member)
      case false?: different.append(member)
      case nil: isComplete = false
      }
    }
    // That the makers differ says nothing where the serial numbers are not known.
    let identifying = table.identifyingMembers(of: set, className: className)
    let isTelling =
      isComplete || identifying.contains { equal.contains($0) || different.contains($0) }
    guard isTelling else { return .silent }
    if let first = different.first {
      let sharesUnique = equal.contains { table.isUnique($0, className: className) }
      return .different(first, sharesUnique: sharesUnique)
    }
    return isComplete ? .equal : .equalRest
  }

  /// Whether two sides agree in one member; nil where that cannot be said.
  private func compare(_ member: AttributePath, seen: [String], known: [String]) throws -> Bool? {
    if seen.isEmpty || known.isEmpty { return nil }
    switch table.kind(of: member, className: className) {
    case .mac:
      // A dock or a USB adapter travels: most of the addresses that are the thing's own must agree.
      let own = try seen.filter { try !isShared($0, member) }
      let theirs = try known.filter { try !isShared($0, member) }
      if own.isEmpty || theirs.isEmpty { return nil }
      let common = own.filter(theirs.contains).count
      if common == 0 { return false }
      return common * 2 > own.count ? true : nil
    case .uuid:
      return seen.contains {
        known.contains($0) || known.contains(IdentifierRules.swapped(uuid: $0))
      }
    case .name, .plain: return seen.contains(where: known.contains)
    }
  }
}
