import Git
import TestSupport

/// A repository with a random history, made by `git fast-import` in one go.
///
/// Commits edit, reformat, create, remove and make again, rename, move between classes and folders;
/// branches fork anywhere and are merged by taking files from either side, some merges change what no
/// side has, and machines merge deliveries that hold no records.
final class RandomWorld {
  struct Commit {
    var parents: [Int]
    var tree: [String: String]
    var records: [String: DraftRecord]
    var message: String
    var isMachine = false
    var time: Int64
  }

  let folder = TemporaryFolder()
  private(set) var commits: [Commit] = []
  private(set) var ids: [String] = []
  private(set) var heads: [Int] = []
  private var random: SeededGenerator
  private var clock: Int64 = 1_700_000_000
  private var gone: [(path: String, record: DraftRecord)] = []
  let isSkewed: Bool
  let movesFolders: Bool
  /// How to make the same world again.
  let description: String
  /// The commit that `main` stands on.
  var main: Int { heads[0] }
  var mainID: ObjectID { ObjectID(hex: ids[main])! }
  var path: String { "\(folder.path)/repository.git" }

  init(seed: UInt64, commits count: Int, isSkewed: Bool = false, movesFolders: Bool = true) {
    random = SeededGenerator(seed: seed)
    description =
      "RandomWorld(seed: \(seed), commits: \(count), isSkewed: \(isSkewed), "
      + "movesFolders: \(movesFolders))"
    self.isSkewed = isSkewed
    self.movesFolders = movesFolders
    begin()
    while commits.count < count { step() }
    if heads.count > 1 { merge(into: 0, Array(1..<heads.count).prefix(2) + []) }
    write()
  }

  func open() throws -> Repository { try Repository.open(at: path, environment: Shell.environment) }

  // MARK: Steps

  private func begin() {
    var records: [String: DraftRecord] = [:]
    for number in 0..<4 {
      let name = ["thing", "gadget", "part", "team"][number]
      let record = DraftRecord.random(name, "r\(number)", &random)
      records["records/\(name)/r\(number).yaml"] = record
    }
    heads = [add(parents: [], records, other: ["README.md": "one"], "Begin")]
  }

  private func step() {
    let head = Int.random(in: 0..<heads.count, using: &random)
    switch Int.random(in: 0..<20, using: &random) {
    case 0 where heads.count < 4, 1 where heads.count < 4:
      heads.append(Int.random(in: max(0, commits.count - 9)..<commits.count, using: &random))
    case 2 where heads.count > 1, 3 where heads.count > 1, 4 where heads.count > 1:
      let other = (head + 1) % heads.count
      merge(into: head, [other])
      if other != 0, Bool.random(using: &random) { heads.remove(at: other) }
    case 5 where heads.count > 2:
      merge(into: head, [(head + 1) % heads.count, (head + 2) % heads.count])
    case 6: deliver(to: head)
    case 7 where heads.count > 1:
      // One side takes over what the other one has, without a merge.
      let other = commits[heads[(head + 1) % heads.count]]
      guard let path = other.records.keys.sorted().randomElement(using: &random) else { return }
      var records = commits[heads[head]].records
      records[path] = other.records[path]
      commit(head, records, "Take over \(path)")
    default: edit(head)
    }
  }

  private func edit(_ head: Int) {
    var records = commits[heads[head]].records
    var message = "Edit \(commits.count)"
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      change(&records, &message)
    }
    commit(head, records, message)
  }

  private func change(_ records: inout [String: DraftRecord], _ message: inout String) {
    guard let path = records.keys.sorted().randomElement(using: &random), var record = records[path]
    else { return make(&records) }
    switch Int.random(in: 0..<16, using: &random) {
    case 0: make(&records)
    case 1 where records.count > 2:
      records[path] = nil
      gone.append((path, record))
    case 2:
      guard let old = gone.randomElement(using: &random), records[old.path] == nil else { return }
      records[old.path] = old.record
    case 3, 4:
      records[path] = nil
      let old = "\(record.className)/\(record.id)"
      if Bool.random(using: &random) {
        record.id = "r\(Int.random(in: 0..<9, using: &random))"
      } else {
        record.className = ["thing", "gadget", "part"].randomElement(using: &random)!
      }
      if Int.random(in: 0..<3, using: &random) == 0 { record.change(&random) }
      let new = "records/\(record.className)/\(record.id).yaml"
      let isFree = !records.values.contains {
        $0.id == record.id && $0.className == record.className
      }
      guard isFree else { return }
      records[new] = record
      if Int.random(in: 0..<3, using: &random) == 0 {
        // Trailers stand in one paragraph.
        message += message.contains("\nRenamed: ") ? "\n" : "\n\n"
        message += "Renamed: \(old) \(record.className)/\(record.id)"
      }
    case 5 where movesFolders:
      records[path] = nil
      let place = ["", "a/", "b/c/"].randomElement(using: &random)!
      records["records/\(record.className)/\(place)\(record.id).yaml"] = record
    default:
      record.change(&random)
      records[path] = record
    }
  }

  private func make(_ records: inout [String: DraftRecord]) {
    let name = ["thing", "gadget", "part", "team"].randomElement(using: &random)!
    let id = "r\(Int.random(in: 0..<9, using: &random))"
    guard !records.values.contains(where: { $0.id == id && $0.className == name }) else { return }
    records["records/\(name)/\(id).yaml"] = DraftRecord.random(name, id, &random)
  }

  private func merge(into head: Int, _ others: [Int]) {
    let sides = [heads[head]] + others.map { heads[$0] }
    guard Set(sides).count == sides.count else { return }
    var records = commits[sides[0]].records
    for side in sides.dropFirst() {
      let theirs = commits[side].records
      let takesAll = Int.random(in: 0..<4, using: &random) == 0
      for path in Set(records.keys).union(theirs.keys).sorted() where records[path] != theirs[path]
      {
        guard takesAll || Bool.random(using: &random) else { continue }
        if let record = theirs[path],
          records.contains(where: {
            $0.key != path && $0.value.id == record.id && $0.value.className == record.className
          })
        {
          continue
        }
        records[path] = theirs[path]
      }
    }
    var message = "Merge \(commits.count)"
    if Int.random(in: 0..<3, using: &random) == 0, let path = records.keys.sorted().first {
      records[path]?.change(&random)
      message += " with a change"
    }
    if Bool.random(using: &random) { message += "\n\nApproved-by: Eve Curie <eve@example.net>" }
    heads[head] = add(
      parents: sides,
      records,
      other: ["README.md": "m\(commits.count)"],
      message
    )
  }

  /// A machine merges a delivery: a commit of another history, which holds no records.
  private func deliver(to head: Int) {
    let delivery = add(
      parents: [],
      [:],
      other: ["observations/x.yaml": "\(commits.count)"],
      "Deliver"
    )
    var records = commits[heads[head]].records
    for path in records.keys.sorted().prefix(2) { records[path]?.change(&random) }
    if Int.random(in: 0..<4, using: &random) == 0 { make(&records) }
    heads[head] = add(
      parents: [heads[head], delivery],
      records,
      other: commits[heads[head]].tree,
      "Reconcile glpi\n\nSource: glpi\nDelivery: \(String(repeating: "a", count: 40))",
      isMachine: true
    )
  }

  private func commit(_ head: Int, _ records: [String: DraftRecord], _ message: String) {
    heads[head] = add(
      parents: [heads[head]],
      records,
      other: commits[heads[head]].tree,
      message
    )
  }

  private func add(
    parents: [Int],
    _ records: [String: DraftRecord],
    other: [String: String],
    _ message: String,
    isMachine: Bool = false
  ) -> Int {
    // Two files never claim one name: that is for rules to find.
    var claimed = Set<String>()
    let records = records.sorted { $0.key < $1.key }
      .filter { claimed.insert("\($0.value.className)/\($0.value.id)").inserted }
      .reduce(into: [:]) { $0[$1.key] = $1.value }
    clock += isSkewed ? Int64.random(in: -200...300, using: &random) : 60
    var tree = other.filter { !$0.key.hasPrefix("records/") }
    for (path, record) in records { tree[path] = record.text }
    commits.append(
      Commit(
        parents: parents,
        tree: tree,
        records: records,
        message: message,
        isMachine: isMachine,
        time: clock
      )
    )
    return commits.count - 1
  }

  // MARK: Writing

  private func write() {
    var stream = ""
    for (number, commit) in commits.enumerated() {
      let who =
        commit.isMachine
        ? "cmdb sync <sync@cmdb.invalid>"
        : ["Ada Byron <ada@example.net>", "Bob Kahn <bob@example.net>"][number % 2]
      stream += "commit refs/heads/c\(number)\nmark :\(number + 1)\n"
      stream += "author \(who) \(commit.time) +0000\ncommitter \(who) \(commit.time) +0000\n"
      stream += "data \(commit.message.utf8.count)\n\(commit.message)\n"
      for (place, parent) in commit.parents.enumerated() {
        stream += "\(place == 0 ? "from" : "merge") :\(parent + 1)\n"
      }
      stream += "deleteall\n"
      for (path, text) in commit.tree.sorted(by: { $0.key < $1.key }) {
        stream += "M 100644 inline \(path)\ndata \(text.utf8.count)\n\(text)\n"
      }
      stream += "\n"
    }
    precondition(Shell.run(["git", "init", "-q", "--bare", "-b", "main", path]).status == 0)
    let marks = "\(folder.path)/marks"
    let outcome = Shell.run(
      ["git", "-C", path, "fast-import", "--quiet", "--export-marks=\(marks)"],
      input: stream
    )
    precondition(outcome.status == 0, outcome.errors)
    let lines = Shell.run(["cat", marks]).output.split(separator: "\n")
    ids = Array(repeating: "", count: commits.count)
    for line in lines {
      let parts = line.split(separator: " ")
      ids[Int(parts[0].dropFirst())! - 1] = String(parts[1])
    }
  }
}
