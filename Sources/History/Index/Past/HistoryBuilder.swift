internal import Git
internal import Records

/// Adds to the index every commit that a tip leads to and that it does not know yet.
struct HistoryBuilder {
  /// How many commits are looked at before their versions are read on every core.
  private static let batch = 256
  /// From how many commits on it is worth while to have git list their changes.
  private static let many = 256

  private let connection: IndexConnection
  private let repository: Repository
  private var writer: StepWriter
  private var people: [Actor: Int] = [:]
  private var entries: [ObjectID: Entry] = [:]
  private let find: IndexStatement

  /// What is needed of a parent.
  private struct Entry {
    let number: Int
    let place: ChainPlace
    let tree: ObjectID
  }

  init(_ connection: IndexConnection, _ repository: Repository, _ catalogue: ClassCatalogue) throws
  {
    self.connection = connection
    self.repository = repository
    writer = try StepWriter(connection, repository, catalogue)
    find = try connection.statement(
      "SELECT number, chain, position, tree FROM commits WHERE id = ?1"
    )
  }

  /// Adds the history of `tip`.
  mutating func reach(_ tip: ObjectID, _ progress: ((Int, Int) -> Void)?) throws {
    let meta = try IndexMeta(connection)
    let find = find
    let new = try NewCommits(leadingTo: tip, repository) { id in
      try find.first(id) { _ in true } ?? false
    }
    if new.ids.isEmpty { return }
    let before = try meta.id(.tip)
    let wasWhole = try meta.id(.isWhole) == before
    try meta.set(.tip, tip)
    try meta.set(
      .isWhole,
      before == nil || (wasWhole && before.map(new.known.contains) == true) ? tip : nil
    )
    let add = try connection.statement(
      "UPDATE commits SET children = children + ?2 WHERE id = ?1"
    )
    for id in new.known { try add.run(id, new.children[id] ?? 0) }
    let next =
      try connection.statement("SELECT COALESCE(MAX(number), 0) + 1 FROM commits")
      .first { $0.number(0) } ?? 1
    var work = Work(heirs: new.heirs, children: new.children, next: next)
    if new.ids.count < Self.many {
      for start in stride(from: 0, to: new.ids.count, by: Self.batch) {
        let ids = new.ids[start..<min(start + Self.batch, new.ids.count)]
        try write(ids.map { ($0, nil) }, &work)
        progress?(start + ids.count, new.ids.count)
      }
    } else {
      try writeMany(from: tip, hiding: Array(new.known), &work) { progress?($0, new.ids.count) }
    }
    guard work.done == new.ids.count else {
      throw IndexFailure(.unreadable, at: connection.place, "git did not list every commit")
    }
    try writer.plan.write()
  }

  /// What is known of all new commits, and how far the writing has come.
  private struct Work {
    let heirs: [ObjectID: ObjectID]
    let children: [ObjectID: Int]
    var next: Int
    var done = 0
  }

  private typealias Listed = (id: ObjectID, differences: [TreeDifference]?)

  /// Writes commits as git lists them; it lists the next ones meanwhile.
  private mutating func writeMany(
    from tip: ObjectID,
    hiding known: [ObjectID],
    _ work: inout Work,
    _ progress: (Int) -> Void
  ) throws {
    var waiting: [Listed] = []
    var failure: (any Error)?
    func flush() -> Bool {
      do {
        try write(waiting, &work)
        waiting.removeAll(keepingCapacity: true)
        progress(work.done)
        return true
      } catch {
        failure = error
        return false
      }
    }
    try repository.firstParentChanges(from: tip, hiding: known, under: RecordLayout.root) {
      id,
      differences in
      waiting.append((id, differences))
      return waiting.count < Self.batch || flush()
    }
    if failure == nil { _ = flush() }
    if let failure { throw failure }
  }

  private mutating func write(_ listed: [Listed], _ work: inout Work) throws {
    var changes: [CommitChange] = []
    var trees: [ObjectID: ObjectID] = [:]
    for (id, differences) in listed {
      let facts = CommitFacts(try repository.readCommit(id))
      trees[id] = facts.tree
      changes.append(
        try CommitChange(facts, differences, repository) { parent in
          try trees[parent] ?? entry(of: parent).tree
        }
      )
    }
    writer.files.forgetIfLarge()
    try writer.versions.prepare(changes.flatMap(\.versions), &writer.names)
    let put = try connection.statement(
      """
      INSERT INTO commits VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
      """
    )
    for change in changes {
      let facts = change.facts
      let parents = try facts.parents.map { try entry(of: $0) }
      let heir = facts.parents.first.flatMap { work.heirs[$0] }
      let position = StepWriter.Position(
        number: work.next,
        place: try writer.plan.place(
          after: parents.first?.place,
          mayExtend: heir == nil || heir == facts.id
        ),
        parents: parents.map(\.place)
      )
      work.next += 1
      work.done += 1
      entries[facts.id] = Entry(
        number: position.number,
        place: position.place,
        tree: facts.tree
      )
      let log = try writer.write(change, at: position)
      var links = ByteWriter()
      for parent in parents { links.append(parent.number) }
      try put.run(
        position.number,
        position.place.chain,
        position.place.position,
        facts.time,
        work.children[facts.id] ?? 0,
        facts.id,
        facts.tree,
        facts.parents.flatMap(\.bytes),
        links.bytes,
        try number(of: facts.author),
        facts.summary,
        facts.notes.isEmpty ? [UInt8]?.none : facts.notes,
        log.isEmpty ? [UInt8]?.none : log
      )
    }
  }

  private mutating func entry(of commit: ObjectID) throws -> Entry {
    if let known = entries[commit] { return known }
    let found = try find.first(commit) { row in
      row.objectID(3).map { tree in
        Entry(
          number: row.number(0),
          place: ChainPlace(chain: row.number(1), position: row.number(2)),
          tree: tree
        )
      }
    }
    guard let found else {
      throw IndexFailure(.damaged, at: connection.place, "commit \(commit) is not there")
    }
    entries[commit] = found
    return found
  }

  private mutating func number(of person: Actor) throws -> Int {
    if let known = people[person] { return known }
    let number: Int
    if let found = try connection.statement(
      "SELECT person FROM people WHERE name = ?1 AND email = ?2"
    ).first(person.name, person.email, body: { $0.number(0) }) {
      number = found
    } else {
      try connection.statement("INSERT INTO people (name, email) VALUES (?1, ?2)")
        .run(person.name, person.email)
      number = connection.lastRow
    }
    people[person] = number
    return number
  }
}
