internal import Git
internal import Records
internal import Snapshots

/// Which records a difference tells of: those named, those below a path, and those that match a query
/// on either side.
struct DiffFilter {
  private let states: StatePair
  private let references: Set<Reference>
  private let paths: [String]
  private let query: Query?
  private let sides: [RecordSearch]

  init(_ words: [String], _ states: StatePair, _ workspace: Workspace) throws {
    self.states = states
    var references: Set<Reference> = []
    var paths: [String] = []
    var terms: [String] = []
    for word in words {
      if Self.isPath(word) {
        paths.append(try workspace.repositoryPath(of: word))
      } else if let reference = RecordArgument.referenceIfAny(word) {
        references.insert(reference)
      } else {
        terms.append(word)
      }
    }
    let today = workspace.context.today
    query =
      terms.isEmpty
      ? nil
      : try QueryArgument.query(terms.joined(separator: " "), in: states.after, today: today)
    sides = [states.before, states.after].map { RecordSearch($0, today: today) }
    self.references = references
    self.paths = paths
    for reference in references.sorted() {
      guard try !states.after.exists(reference), try !states.before.exists(reference) else {
        continue
      }
      throw RecordArgument.missing(reference, in: states.after)
    }
  }

  /// Whether a word names records at all.
  static func canRead(_ word: String) -> Bool {
    isPath(word) || Reference(word) != nil || word.contains { "=<>~( ".contains($0) }
  }

  private static func isPath(_ word: String) -> Bool {
    word == RecordLayout.root || word == "." || word.hasSuffix(".yaml")
      || ["\(RecordLayout.root)/", "./", "../", "/"].contains { word.hasPrefix($0) }
  }

  /// Returns the changes that are told of.
  func changes(of changes: [AttributeChange]) throws -> [AttributeChange] {
    if references.isEmpty, paths.isEmpty, query == nil { return changes }
    var known: [Reference: Bool] = [:]
    // A change of name comes before what else changed in the record.
    return try changes.filter { change in
      if let answer = known[change.reference] { return answer }
      let answer = try isWanted(change)
      known[change.reference] = answer
      return answer
    }
  }

  private func isWanted(_ change: AttributeChange) throws -> Bool {
    let names = [change.from ?? change.reference, change.reference]
    if !references.isEmpty || !paths.isEmpty {
      let isNamed = names.contains(where: references.contains)
      guard try isNamed || isBelowPath(names) else { return false }
    }
    guard let query else { return true }
    return try zip(sides, names).contains { side, name in try side.matches(query, name) }
  }

  private func isBelowPath(_ names: [Reference]) throws -> Bool {
    try zip([states.before, states.after], names).contains { snapshot, name in
      guard let file = try snapshot.path(of: name) else { return false }
      return paths.contains { $0.isEmpty || file == $0 || file.hasPrefix(Self.folder($0)) }
    }
  }

  private static func folder(_ path: String) -> String { path.hasSuffix("/") ? path : path + "/" }
}
