import Git
import Glibc
import Measuring
import Snapshots

/// Commits changed records without a working tree, durably, and prints as JSON how long that took.
///
/// Usage: CommitRecords REPOSITORY LIST COMMITS RECORDS COMMITS-A-FLUSH MARK. LIST holds paths of
/// records, COMMITS × RECORDS of them or more. Each text gets a last line of MARK and the number
/// of the commit, so that it changes. Joining the packs is part of the time.
@main
struct CommitRecords {
  private static let branch = "refs/heads/main"
  private static let packLimit = 20

  static func main() throws {
    let words = CommandLine.arguments
    guard words.count == 7, let commits = Int(words[3]), let records = Int(words[4]),
      let commitsAFlush = Int(words[5])
    else {
      print("usage: CommitRecords REPOSITORY LIST COMMITS RECORDS COMMITS-A-FLUSH MARK")
      exit(2)
    }
    let paths = try Array(TextFile.lines(of: words[2]).prefix(commits * records))
    guard paths.count == commits * records else {
      print("the list is too short")
      exit(2)
    }
    let changes = try changeSets(paths, of: records, mark: words[6], in: words[1])

    // Opened anew: reading the texts must not have warmed the trees.
    let repository = try Repository.open(at: words[1])
    let watch = Stopwatch()
    try write(changes, commitsAFlush: commitsAFlush, to: repository)
    let (wall, processor) = (watch.wall, watch.processor)
    print(#"{"records": \#(paths.count), "wall": \#(wall), "cpu": \#(processor)}"#)
  }

  /// The changes of each commit, texts included, so that making them up costs nothing later.
  private static func changeSets(
    _ paths: [String],
    of records: Int,
    mark: String,
    in folder: String
  ) throws -> [ChangeSet] {
    let repository = try Repository.open(at: folder)
    let tree = try repository.readCommit(repository.resolveCommit(branch)).tree
    return try stride(from: 0, to: paths.count, by: records).map { start in
      var changes = ChangeSet()
      let lastLine = Array("# \(mark), commit \(start / records)\n".utf8)
      for path in paths[start..<start + records] {
        guard let entry = try repository.entry(at: path, in: tree) else {
          print("there is no \(path)")
          exit(1)
        }
        changes.write(try repository.readBlob(entry.id) + lastLine, to: path)
      }
      return changes
    }
  }

  private static func write(
    _ changes: [ChangeSet],
    commitsAFlush: Int,
    to repository: Repository
  ) throws {
    var head = try repository.resolveCommit(branch)
    var tree = try repository.readCommit(head).tree
    var writer = CommitWriter(repository)
    var flushed = head
    for (number, change) in changes.enumerated() {
      let signature = Signature(
        name: "Person 0",
        email: "person-0@example.net",
        time: Int64(time(nil))
      )
      (head, tree) = try writer.add(
        change,
        to: tree,
        parents: [head],
        CommitWriter.Description(
          author: signature,
          committer: signature,
          message: "Change records"
        )
      )
      guard (number + 1) % commitsAFlush == 0 || number == changes.count - 1 else { continue }
      try writer.flush()
      try repository.updateReference(branch, to: head, expecting: flushed, message: "commit")
      flushed = head
      try repository.consolidatePacks(over: packLimit, environment: [:])
    }
  }
}
