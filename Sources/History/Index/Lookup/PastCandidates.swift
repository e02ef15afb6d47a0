internal import Documents
internal import Records

/// Finds the records that a query about a past state may be answered by, without reading that state: the
/// files that are found by a value now, or were once. Whether they were then is for others to see.
struct PastCandidates {
  private let connection: IndexConnection
  private let catalogue: ClassCatalogue

  init(_ connection: IndexConnection, _ catalogue: ClassCatalogue) {
    self.connection = connection
    self.catalogue = catalogue
  }

  /// Returns the fewest records that one of the query's terms leaves; nil where none of them asks for a
  /// value that files are found by, or any class may match.
  func references(for query: Query) throws -> Set<Reference>? {
    guard let classes = query.requiredClasses else { return nil }
    let keys = classes.compactMap { catalogue.recordClass($0).map { ClassKeys($0) } }
    guard keys.count == classes.count else { return nil }
    var fewest: Set<Reference>?
    for term in Self.requiredTerms(of: query) {
      guard let found = try references(term, keys) else { continue }
      if found.count < fewest?.count ?? .max { fewest = found }
    }
    return fewest
  }

  /// A term that must hold: an attribute at the top of a record is one of some words.
  private struct Term {
    let name: String
    let words: [String]
  }

  private static func requiredTerms(of query: Query) -> [Term] {
    switch query {
    case .all(let parts): parts.flatMap { requiredTerms(of: $0) }
    case .compare(let path, .equal, let word): term(path, [word]).map { [$0] } ?? []
    case .isOneOf(let path, let words): term(path, words).map { [$0] } ?? []
    default: []
    }
  }

  private static func term(_ path: AttributePath, _ words: [String]) -> Term? {
    guard path.segments.count == 1, case .name(let name) = path.segments[0] else { return nil }
    return Term(name: name, words: words)
  }

  private func references(_ term: Term, _ classes: [ClassKeys]) throws -> Set<Reference>? {
    let former = try connection.statement(
      "SELECT class, id FROM former JOIN files USING (file) WHERE value = ?1 AND class = ?2"
    )
    let referrers = try connection.statement(
      "SELECT class, id FROM referrers JOIN files USING (file) WHERE target = ?1 AND class = ?2"
    )
    let identifiers = try connection.statement(
      """
      SELECT class, id FROM identifiers JOIN files USING (file)
      WHERE attribute = (SELECT attribute FROM attributes WHERE path = ?3) AND value = ?1
        AND class = ?2
      """
    )
    var found = Set<Reference>()
    func take(_ row: IndexRow) -> Bool {
      found.insert(Reference(className: row.text(0), id: row.text(1)))
      return true
    }
    for keys in classes {
      guard let finding = keys.finding[term.name] else { return nil }
      let className = keys.recordClass.name
      try former.rows(ClassKeys.untold, className, body: take)
      for word in term.words {
        guard IndexText.isPlain(word), let key = finding.key(word) else { return nil }
        try former.rows(key, className, body: take)
        if finding.isReference {
          try referrers.rows(key, className, body: take)
        } else {
          let path = AttributePath().appending(name: term.name).description
          try identifiers.rows(key, className, path, body: take)
        }
      }
    }
    return found
  }
}
