internal import Documents
internal import Git

/// Reads versions on one thread: it has a repository and tries of its own.
final class VersionReader {
  /// How many paths are kept; a repository may have one for every item that any record ever had.
  private static let room = 50_000

  private let repository: Repository
  private let classes: [RoundClass]
  private var tries: [PathTrie]
  /// By class: the paths that were told already.
  private var told: [[Bool]]

  init(_ repository: Repository, _ classes: [RoundClass]) {
    self.repository = repository
    self.classes = classes
    tries = classes.map { PathTrie($0.keys) }
    told = Array(repeating: [], count: classes.count)
  }

  /// Compares the versions of steps that are in the order of the table.
  func compare(_ steps: ArraySlice<PlannedStep>) throws(GitError) -> ComparedSteps {
    var found = ComparedSteps()
    found.counts.reserveCapacity(steps.count)
    if tries.reduce(0, { $0 + $1.count }) > Self.room {
      tries = classes.map { PathTrie($0.keys) }
      told = Array(repeating: [], count: classes.count)
      found.forgetsPaths = true
    }
    var last: (blob: ObjectID, classNumber: Int16, version: FlatVersion)?
    for step in steps {
      guard step.isCompared else {
        found.counts.append(0)
        continue
      }
      let number = Int(step.classNumber)
      let before: FlatVersion
      if let last, last.blob == step.old, last.classNumber == step.classNumber {
        before = last.version
      } else {
        before = try version(step.old, number)
      }
      let after = try version(step.new, number)
      add(before, after, number, to: &found)
      last = (step.new, step.classNumber, after)
    }
    return found
  }

  private func version(_ blob: ObjectID, _ number: Int) throws(GitError) -> FlatVersion {
    LeafScanner.scan(try repository.readBlob(blob), &tries[number], keys: classes[number].keys)
  }

  private func add(
    _ old: FlatVersion,
    _ new: FlatVersion,
    _ number: Int,
    to found: inout ComparedSteps
  ) {
    var count: Int32 = 0
    FlatVersion.eachDifference(old, new) { path, old, new in
      count += 1
      if let old { found.values.append(old) }
      if let new { found.values.append(new) }
      tell(path, number, &found)
      found.leaves.append(
        .init(
          path: path,
          isAdded: old == nil,
          isRemoved: new == nil,
          end: found.values.bytes.count
        )
      )
    }
    found.counts.append(count)
  }

  /// Tells the text of a path once. Those below zero are few and told every time.
  private func tell(_ path: Int32, _ number: Int, _ found: inout ComparedSteps) {
    if path >= 0 {
      let place = Int(path)
      if place >= told[number].count {
        let missing = max(place + 1, tries[number].count) - told[number].count
        told[number] += Array(repeating: false, count: missing)
      }
      if told[number][place] { return }
      told[number][place] = true
    }
    let text = tries[number].path(Int(path)).description
    found.paths.append(.init(classNumber: Int16(number), number: path, text: text))
  }
}
