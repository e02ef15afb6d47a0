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
  /// By class: whether a record may be found otherwise when the leaf at a path changes.
  private var finds: [[Int32: Bool]]

  init(_ repository: Repository, _ classes: [RoundClass]) {
    self.repository = repository
    self.classes = classes
    tries = classes.map { PathTrie($0.keys) }
    told = Array(repeating: [], count: classes.count)
    finds = Array(repeating: [:], count: classes.count)
  }

  /// Compares the versions of steps that are in the order of the table.
  func compare(_ steps: ArraySlice<PlannedStep>) throws(GitError) -> ComparedSteps {
    var found = ComparedSteps()
    found.counts.reserveCapacity(steps.count)
    if tries.reduce(0, { $0 + $1.count }) > Self.room {
      tries = classes.map { PathTrie($0.keys) }
      told = Array(repeating: [], count: classes.count)
      finds = Array(repeating: [:], count: classes.count)
      found.forgetsPaths = true
    }
    var last: (blob: ObjectID, classNumber: Int16, version: FlatVersion)?
    for step in steps {
      guard step.isCompared else {
        found.counts.append(0)
        if step.old != .zero { try addFormer(step, to: &found) }
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
      if add(before, after, number, to: &found) { try addFormer(step, to: &found) }
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
  ) -> Bool {
    var count: Int32 = 0
    // A text that cannot be parsed has no leaves.
    var isFoundOtherwise = old.paths.isEmpty
    FlatVersion.eachDifference(old, new) { path, old, new in
      count += 1
      if !isFoundOtherwise { isFoundOtherwise = self.finds(path, number) }
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
    return isFoundOtherwise
  }

  /// Adds what a file was found by before a step.
  private func addFormer(_ step: PlannedStep, to found: inout ComparedSteps) throws(GitError) {
    guard let keys = classes[Int(step.classNumber)].found else { return }
    for value in keys.pastKeys(ofText: try repository.readBlob(step.old)) {
      found.former.append(.init(value: value, file: step.file))
    }
  }

  private func finds(_ path: Int32, _ number: Int) -> Bool {
    if let known = finds[number][path] { return known }
    var isFinding = false
    if let keys = classes[number].found,
      case .name(let name) = tries[number].path(Int(path)).segments.first
    {
      isFinding = keys.finding[name] != nil
    }
    // Numbers below zero are given anew to each version that is out of the ordinary.
    if path >= 0 { finds[number][path] = isFinding }
    return isFinding
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
