import Documents
import Git
import History
import Records
import Snapshots
import TestSupport
import Testing

/// Whoever is asked, a snapshot that walks, the index or a table in memory, the answer is the same.
@Suite struct LookupAgreementTests {
  let patterns: [AttributePath] = ["serial", "uuid", "interfaces[].mac", "name", "vendor"]
  let values = ["S2", "S3", "S5", "u4", "u5", "00:16:3e:00:00:03", "n1", "n4", "X", ""]

  func ask(_ lookup: any RecordLookup) throws -> [String] {
    var answers: [String] = []
    for classes in [nil, ["thing"], ["thing", "gadget"], ["nothing"]] as [Set<String>?] {
      answers.append(
        try lookup.references(ofClasses: classes).map(\.description).joined(separator: " ")
      )
    }
    for name in ["thing", "gadget", "part", "team"] {
      for number in 0..<9 {
        let reference = Reference(className: name, id: "r\(number)")
        let record = try lookup.record(reference)
        let referrers = try lookup.referrers(of: reference)
        answers.append(
          "\(reference) \(record?.path ?? "-") \(record?.blob ?? "-") "
            + referrers.map { "\($0.reference):\($0.attribute)" }.joined(separator: " ")
        )
      }
    }
    for pattern in patterns {
      for value in values {
        let found = try lookup.records(of: ["thing", "gadget", "part"], where: pattern, is: value)
        answers.append("\(pattern)=\(value) \(found.map(\.description).joined(separator: " "))")
      }
    }
    return answers
  }

  func snapshot(_ repository: Repository, _ commit: ObjectID) throws -> Snapshot {
    try Snapshot(
      files: TreeFiles(repository, tree: repository.readCommit(commit).tree),
      builtIn: IndexClasses.files
    )
  }

  /// A table in memory holds only what can be parsed, so it is asked where everything can.
  func expectTable(_ snapshot: Snapshot, answers: [String]) throws {
    let references = try snapshot.references(ofClasses: nil)
    let records = try references.compactMap { try snapshot.record($0) }
    guard records.count == references.count else { return }
    let table = RecordTable(records, catalogue: snapshot.catalogue)
    #expect(try ask(table) == answers)
  }

  /// Cold, warm, deleted and damaged, forwards, backwards and sideways.
  @Test func allThreeAgree() throws {
    let seed = SeededGenerator.seed(for: "LookupAgreementTests.allThreeAgree")
    var random = SeededGenerator(seed: seed)
    for round in 0..<6 {
      let world = RandomWorld(seed: random.next(), commits: 40)
      let repository = try world.open()
      var index = RecordIndex(repository)
      for _ in 0..<25 {
        let commit = ObjectID(hex: world.ids.randomElement(using: &random)!)!
        switch Int.random(in: 0..<8, using: &random) {
        case 0:
          index.close()
          _ = Shell.run(["rm", "-rf", "\(world.path)/cmdb"])
        case 1:
          index.close()
          let junk = "head -c 9000 /dev/zero | tr '\\\\0' x"
          _ = Shell.run(["sh", "-c", "\(junk) > '\(index.path)'; rm -f '\(index.path)'-*"])
        case 2: index = RecordIndex(repository)
        default: break
        }
        let walked = try snapshot(repository, commit)
        try index.bringUpToDate(to: commit, catalogue: walked.catalogue)
        let lookup = try index.lookup(
          of: snapshot(repository, commit),
          tree: repository.readCommit(commit).tree
        )
        let expected = try ask(walked)
        #expect(try ask(lookup) == expected, "round \(round), \(commit)")
        #expect(lookup.failure == nil)
        try expectTable(snapshot(repository, commit), answers: expected)
      }
    }
  }

  /// The index stands on one commit; another one, with files laid over it, is asked about.
  @Test func differencesAreLaidOver() throws {
    let seed = SeededGenerator.seed(for: "LookupAgreementTests.differencesAreLaidOver")
    var random = SeededGenerator(seed: seed)
    for _ in 0..<6 {
      let world = RandomWorld(seed: random.next(), commits: 30)
      let repository = try world.open()
      let index = RecordIndex(repository)
      try index.bringUpToDate(to: world.mainID, catalogue: IndexClasses.catalogue)
      for _ in 0..<10 {
        let tree = try repository.readCommit(
          ObjectID(hex: world.ids.randomElement(using: &random)!)!
        )
        .tree
        var changes: [String: TreeFiles.Change] = [:]
        let other = world.commits.randomElement(using: &random)!
        for (path, text) in other.tree where Int.random(in: 0..<3, using: &random) == 0 {
          changes[path] = .blob(ObjectID.hash(.blob, Array(text.utf8)), .regular)
        }
        for path in world.commits[world.main].tree.keys.sorted().prefix(1) {
          changes[path] = .removed
        }
        let files = TreeFiles(repository, tree: tree, changes: changes)
        let claims = try files.entries(below: "records").compactMap {
          RecordLayout.reference(ofPath: $0.path)
        }
        // Two files that claim one name are told apart by rules, not by lookups.
        guard Set(claims).count == claims.count else { continue }
        let walked = try Snapshot(files: files, builtIn: IndexClasses.files)
        let expected = try ask(walked)
        let lookup = try index.lookup(
          of: Snapshot(files: files, builtIn: IndexClasses.files),
          tree: tree,
          changed: Set(changes.keys)
        )
        #expect(try ask(lookup) == expected)
        #expect(lookup.failure == nil)
        try expectTable(walked, answers: expected)
      }
    }
  }

  /// A file that is damaged while it is open: the snapshot answers.
  @Test func damageOnTheWayIsWalkedAround() throws {
    let world = RandomWorld(seed: 7, commits: 20)
    let repository = try world.open()
    let index = RecordIndex(repository)
    try index.bringUpToDate(to: world.mainID, catalogue: IndexClasses.catalogue)
    index.close()
    let reader = RecordIndex(repository)
    let lookup = try reader.lookup(
      of: snapshot(repository, world.mainID),
      tree: repository.readCommit(world.mainID).tree
    )
    _ = Shell.run([
      "sh", "-c",
      "n=$(($(stat -c %s '\(index.path)') - 4096)); head -c $n /dev/zero | "
        + "dd of='\(index.path)' bs=4096 seek=1 conv=notrunc status=none",
    ])
    #expect(try ask(lookup) == ask(snapshot(repository, world.mainID)))
  }
}
