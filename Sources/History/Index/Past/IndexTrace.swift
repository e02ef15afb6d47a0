internal import Documents
internal import Git
internal import Records

/// Follows the leaves of one record back through the index: the quick twin of `AttributeTrace`.
struct IndexTrace {
  /// A leaf on its way back.
  private struct Leaf {
    /// Whether it has a value where the way has come to.
    var isPresent: Bool
    var carrier: Int?
  }

  private typealias Pending = [Int: Leaf]

  /// A step that waits, with the leaves that come to it.
  private struct Stop {
    let step: Step
    var leaves: Pending
  }

  private(set) var answers: [AttributePath: TraceAnswer<Int>] = [:]
  private let reader: StepReader
  private let walked: RecordVersions
  private let skipping: Int
  private var paths: [Int: AttributePath] = [:]
  private var stops: [Stop] = []

  /// Creates a trace that answers with the set before `skipping` later ones.
  init(_ reader: StepReader, _ walked: RecordVersions, skipping: Int) {
    self.reader = reader
    self.walked = walked
    self.skipping = skipping
  }

  /// Follows the leaves of a file as it is after `step`.
  mutating func follow(_ leaves: [AttributePath], from step: Step) throws {
    var names = try AttributeNames(reader.connection)
    var pending: Pending = [:]
    for (place, path) in leaves.enumerated() {
      // A leaf that never changed since it was made needs no number of its own.
      let number = try names.known(path) ?? -1 - place
      paths[number] = path
      pending[number] = Leaf(isPresent: true)
      answers[path] = TraceAnswer()
    }
    stops = [Stop(step: step, leaves: pending)]
    // The newest first: what follows a commit has been looked at before the commit is.
    while let newest = stops.indices.max(by: { stops[$0].step.number < stops[$1].step.number }) {
      let stop = stops.remove(at: newest)
      try settle(stop.leaves, at: stop.step)
    }
  }

  private mutating func settle(_ waiting: consuming Pending, at step: Step) throws {
    var leaves = consume waiting
    switch step.kind {
    case .changed:
      try apply(step, to: &leaves)
      if let parent = try reader.parent(of: step.place) { try go(leaves, step.file, parent) }
    case .moved:
      try apply(step, to: &leaves)
      let origin = try step.origin()
      try go(leaves, origin.file, origin.place)
    case .followed: try go(leaves, step.file, step.origin().place)
    case .made:
      // What is answered without stepping back has the value that the walk began with.
      let values = try skipping > 0 ? version(step)?.leaves ?? [:] : [:]
      for (number, leaf) in leaves where leaf.isPresent {
        let value = paths[number].flatMap { values[$0] }
        record(number, at: step, leaf) { value }
      }
    case .joined: try join(leaves, at: step)
    // What comes from a later version had one before it.
    case .gone: break
    }
  }

  private mutating func apply(_ step: Step, to leaves: inout Pending) throws {
    try step.eachDifference { attribute, old, new in
      guard var leaf = leaves[attribute] else { return }
      if leaf.isPresent {
        try record(attribute, at: step, leaf) { try new.map { try StoredValue.value($0) } }
      }
      leaf.isPresent = old != nil
      leaves[attribute] = leaf
    }
  }

  /// A merge that made a file out of several: each leaf goes on to the first parent that holds it.
  private mutating func join(_ leaves: Pending, at step: Step) throws {
    let own = try version(step)?.leaves ?? [:]
    var parents: [(step: Step, leaves: [AttributePath: Value]?)] = []
    for number in try reader.commit(step.number).parents {
      guard let there = try reader.ownStep(of: step.file, at: reader.commit(number).place),
        !parents.contains(where: { $0.step.number == there.number })
      else { continue }
      parents.append((there, there.blob == nil ? nil : try version(there)?.leaves ?? [:]))
    }
    var passed: [Int: Pending] = [:]
    for (number, leaf) in leaves {
      guard let path = paths[number] else { continue }
      let value = own[path]
      let same = parents.firstIndex { $0.leaves != nil && $0.leaves?[path] == value }
      if leaf.isPresent, same == nil { record(number, at: step, leaf) { value } }
      guard
        let next = same ?? parents.firstIndex(where: { $0.leaves?[path] != nil })
          ?? parents.firstIndex(where: { $0.leaves != nil })
      else { continue }
      passed[next, default: [:]][number] = Leaf(
        isPresent: parents[next].leaves?[path] != nil,
        carrier: next > 0 ? leaf.carrier ?? step.number : leaf.carrier
      )
    }
    for (next, leaves) in passed { go(leaves, to: parents[next].step) }
  }

  private mutating func go(_ leaves: Pending, _ file: Int, _ place: ChainPlace) throws {
    if let step = try reader.step(of: file, at: place) { go(leaves, to: step) }
  }

  private mutating func go(_ leaves: Pending, to step: Step) {
    if leaves.isEmpty { return }
    if let known = stops.firstIndex(where: {
      $0.step.number == step.number && $0.step.file == step.file
    }) {
      stops[known].leaves.merge(leaves) { _, new in new }
    } else {
      stops.append(Stop(step: step, leaves: leaves))
    }
  }

  private mutating func record(
    _ number: Int,
    at step: Step,
    _ leaf: Leaf,
    _ value: () throws -> Value?
  ) rethrows {
    guard let path = paths[number] else { return }
    try answers[path]?.note(step.number, carrier: leaf.carrier, skipping: skipping, value)
  }

  private func version(_ step: Step) throws -> RecordVersions.Version? {
    guard let blob = step.blob else { return nil }
    return try walked.version(blob, className: reader.record(step.file).reference.className)
  }
}
