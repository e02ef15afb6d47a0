internal import Documents
internal import Git
internal import Records

/// Gives the commits that changed one file, newest first, with what they did to it.
///
/// Along one line they are given as they are read. From the first merge of two lines on, the rest is
/// gathered and sorted as git sorts by date.
struct RecordLogQueue {
  /// One commit.
  struct Entry {
    let commit: IndexedCommit
    let changes: [AttributeChange]
    /// Where the file's history goes on under another path.
    let origin: (file: Int, place: ChainPlace)?
  }

  private let reader: StepReader
  private let walked: RecordVersions
  private let file: Int
  private let path: String
  private let reference: Reference
  private var stored: StoredChanges
  private var single: Step?
  private var sorted: ArraySlice<Step> = []

  init(_ reader: StepReader, _ walked: RecordVersions, file: Int, at place: ChainPlace) throws {
    self.reader = reader
    self.walked = walked
    self.file = file
    (path, reference) = try reader.record(file)
    stored = try StoredChanges(reader)
    single = try reader.ownStep(of: file, at: place)
  }

  /// Returns the next commit, or nil at the end; one that only changed the layout has no changes.
  mutating func next() throws -> Entry? {
    if let step = single {
      let parents = try Self.parents(of: step, reader)
      single = parents.count == 1 ? parents[0] : nil
      if parents.count > 1 { sorted = try Self.sorted(parents, reader)[...] }
      return try entry(step)
    }
    return try sorted.popFirst().map { try entry($0) }
  }

  /// The nearest changes before a step, on every line that it joins.
  private static func parents(of step: Step, _ reader: StepReader) throws -> [Step] {
    guard step.isMerge, !step.isDelivery else {
      let before = try reader.parent(of: step.place)
      return try before.flatMap { try reader.ownStep(of: step.file, at: $0) }.map { [$0] } ?? []
    }
    var found: [Step] = []
    for number in try reader.commit(step.number).parents {
      if let before = try reader.ownStep(of: step.file, at: reader.commit(number).place),
        !found.contains(where: { $0.number == before.number })
      {
        found.append(before)
      }
    }
    return found
  }

  private static func sorted(_ starts: [Step], _ reader: StepReader) throws -> [Step] {
    var steps: [Int: Step] = [:]
    var parents: [Int: [Int]] = [:]
    var followers: [Int: Int] = [:]
    var pending = starts
    while let step = pending.popLast() {
      if steps.updateValue(step, forKey: step.number) != nil { continue }
      let before = try Self.parents(of: step, reader)
      parents[step.number] = before.map(\.number)
      for next in before { followers[next.number, default: 0] += 1 }
      pending += before
    }
    var ready = NewestFirst<Step>()
    for start in starts where followers[start.number] == nil {
      ready.push(start, time: try reader.commit(start.number).time)
    }
    var sorted: [Step] = []
    while let step = ready.pop() {
      sorted.append(step)
      for parent in parents[step.number] ?? [] {
        let left = (followers[parent] ?? 1) - 1
        followers[parent] = left
        if left == 0, let next = steps[parent] {
          ready.push(next, time: try reader.commit(parent).time)
        }
      }
    }
    return sorted
  }

  private mutating func entry(_ step: Step) throws -> Entry {
    let commit = try reader.commit(step.number)
    // What several parents have to do with, and what moved, is told by walking: there is little of it.
    if step.kind == .moved || (step.isMerge && (!step.isDelivery || step.kind == .gone)) {
      let changes = try ChangeLog(walked).changes(in: commit.facts.id, onlyPaths: [path])
      return Entry(commit: commit, changes: changes, origin: try origin(of: step, commit, changes))
    }
    let change =
      switch step.kind {
      case .changed: RecordedChange(.changed, file: file, try step.differences())
      case .made: RecordedChange(.created, file: file)
      case .moved, .gone, .followed, .joined: RecordedChange(.deleted, file: file)
      }
    return Entry(commit: commit, changes: try stored.told(change), origin: nil)
  }

  /// Where the history of what a commit made goes on: no parent had the file, or the log calls it new.
  private func origin(of step: Step, _ commit: IndexedCommit, _ changes: [AttributeChange]) throws
    -> (file: Int, place: ChainPlace)?
  {
    if step.kind == .moved { return try step.origin() }
    guard changes.contains(where: { $0.kind == .renamed || $0.kind == .created }) else {
      return nil
    }
    for parent in commit.facts.parents {
      guard
        let path = try RenameDetection(versions: walked)
          .origin(of: path, in: commit.facts.id, parent: parent),
        let file = try reader.file(at: path), let place = try reader.place(of: parent)
      else { continue }
      return (file, place)
    }
    return nil
  }
}
