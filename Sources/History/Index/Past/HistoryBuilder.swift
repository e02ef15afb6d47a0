internal import Git
internal import Records

/// Adds to the index every commit that a tip leads to and that it does not know yet.
struct HistoryBuilder {
  /// From how many commits on it is worth while to have git list their changes.
  private static let many = 256
  /// How many commits are taken at a time: the more, the fewer versions are read twice; but all that
  /// they changed is held in memory.
  private static let portion = 1_024...12_288

  private let connection: IndexConnection
  private let repository: Repository
  private var writer: StepWriter
  private var people: [Actor: Int] = [:]
  private var entries: [ObjectID: Entry] = [:]
  private let find: IndexStatement
  private let put: IndexStatement

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
    put = try connection.statement(
      """
      INSERT INTO commits VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
      """
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
      for id in new.ids {
        let facts = CommitFacts(try repository.readCommit(id))
        try write(facts, try files(of: facts), &work)
      }
      try writer.write { _ in }
      progress?(new.ids.count, new.ids.count)
    } else {
      try writeMany(new.ids, &work) { progress?(Int($0), new.ids.count) }
    }
    try writer.plan.write()
  }

  /// What is known of all new commits, and the number of the next.
  private struct Work {
    let heirs: [ObjectID: ObjectID]
    let children: [ObjectID: Int]
    var next: Int
  }

  /// Writes many commits, portion by portion; git lists the next one meanwhile.
  private mutating func writeMany(
    _ ids: [ObjectID],
    _ work: inout Work,
    _ progress: (Double) -> Void
  ) throws {
    let size = max(
      Self.portion.lowerBound,
      min(Self.portion.upperBound, (ids.count + 3) / 4)
    )
    let portions = stride(from: 0, to: ids.count, by: size).map {
      Array(ids[$0..<min($0 + size, ids.count)])
    }
    var next = ListedCommits(portions[0], in: repository.gitDirectory)
    for (place, portion) in portions.enumerated() {
      // What the last portion needed is given back: a history must not take more memory the longer it is.
      FreedMemory.giveBack()
      let changes = try next.changes(repository)
      if place + 1 < portions.count {
        next = ListedCommits(portions[place + 1], in: repository.gitDirectory)
      }
      writer.files.forgetIfLarge()
      for (number, id) in portion.enumerated() {
        var files: [CommitChange.File] = []
        for file in changes.files(portion.count - 1 - number) {
          guard let path = changes.paths[file.path],
            let made = try CommitChange.File(path, file.old, file.new, &writer.files)
          else { continue }
          files.append(made)
        }
        try write(CommitFacts(try repository.readCommit(id)), files, &work)
        if number % 128 == 0 { progress(Double(place * size) + Double(number) / 2) }
      }
      try writer.write { part in
        progress(Double(place * size) + Double(portion.count) * (1 + part) / 2)
      }
    }
  }

  /// Finds out what files a commit changed.
  private mutating func files(of facts: CommitFacts) throws -> [CommitChange.File] {
    var files: [CommitChange.File] = []
    let before = try facts.parents.first.map { try entry(of: $0).tree }
    for change in try repository.treeDifference(
      from: before,
      to: facts.tree,
      under: RecordLayout.root
    ) where change.rawPath == nil {
      if let file = try CommitChange.File(change.path, change.old, change.new, &writer.files) {
        files.append(file)
      }
    }
    return files
  }

  private mutating func write(
    _ facts: CommitFacts,
    _ files: [CommitChange.File],
    _ work: inout Work
  ) throws {
    let change = try CommitChange(facts, files, repository) { try entry(of: $0).tree }
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
    entries[facts.id] = Entry(number: position.number, place: position.place, tree: facts.tree)
    let log = try writer.decide(change, at: position)
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
