import Documents
import Records

/// Gathers the observations of one delivery: leaves out what nobody asked for, and refuses, one by
/// one, what cannot be an observation.
struct DeliveryBuilder {
  private let rules: ReadingRules
  private var selections: SelectionTable
  private var leftOut: Set<AttributePath> = []
  private var observations: [Observation] = []
  private var rejected: [Rejection] = []
  private var rejectedBeyond = 0
  private var lines: [String: Int?] = [:]

  init(_ rules: ReadingRules) {
    self.rules = rules
    selections = rules.selections
  }

  /// Whether nothing was taken so far.
  var isEmpty: Bool { observations.isEmpty }

  /// The line of the thing that was taken under that key, where its line is known.
  func line(ofKey key: String) -> Int? { lines[key] ?? nil }

  /// Takes one thing, or refuses it where its key or its values cannot stand.
  mutating func add(_ thing: Thing) throws(ConnectorError) {
    guard observations.count < rules.limits.observations else {
      throw ConnectorError(
        .tooLarge,
        "there are more than \(rules.limits.observations) things in one delivery",
        line: thing.line,
        help: "deliver them in parts"
      )
    }
    guard let key = thing.key.map(Self.trimmed), !key.isEmpty else {
      return reject(line: thing.line, key: nil, rules.missingKeyMessage)
    }
    if let objection = objection(toKey: key) {
      return reject(line: thing.line, key: key, objection)
    }
    if let first = lines[key] {
      let place = first.map { " in line \($0)" } ?? ""
      return reject(line: thing.line, key: key, "the key stands twice: first\(place)")
    }
    let selection = selections.selection(of: thing.className)
    let attributes = selection.selected(of: thing.attributes) ?? .map([:])
    if let objection = ObservationCheck(limits: rules.limits).objection(to: attributes) {
      return reject(line: thing.line, key: key, objection)
    }
    lines[key] = .some(thing.line)
    if selection.isOfClasses {
      note(what: thing.attributes, isMissingIn: attributes, at: AttributePath())
    }
    observations.append(
      Observation(
        key: key,
        className: thing.className,
        attributes: attributes,
        withdrawn: thing.withdrawn,
        observedAt: thing.observedAt
      )
    )
  }

  /// Notes what was left out of a thing.
  private mutating func note(
    what said: Value,
    isMissingIn kept: Value,
    at path: AttributePath
  ) {
    for (name, value) in said.mapValue ?? [:] {
      let place = path.appending(name: name)
      if let left = kept[name] {
        note(what: value, isMissingIn: left, at: place)
      } else if leftOut.count < rules.limits.rejections, !rules.names(place) {
        leftOut.insert(place)
      }
    }
  }

  /// Refuses one thing; the rest is taken.
  mutating func reject(line: Int?, key: String?, _ message: String) {
    guard rejected.count < rules.limits.rejections else {
      rejectedBeyond += 1
      return
    }
    rejected.append(Rejection(line: line, key: key, message: message))
  }

  /// The delivery. `observedAt` counts for every observation that has no time of its own.
  func delivery(sweep: Sweep, sections: [String]? = nil, observedAt: String? = nil) -> Delivery {
    var rejected = rejected
    if rejectedBeyond > 0 {
      rejected.append(
        Rejection(line: nil, key: nil, message: "\(rejectedBeyond) more were refused")
      )
    }
    var observations = observations
    if let observedAt {
      for index in observations.indices where observations[index].observedAt == nil {
        observations[index].observedAt = observedAt
      }
    }
    return Delivery(
      source: rules.source,
      kind: rules.kind,
      sweep: sweep,
      sections: sections,
      observations: observations,
      rejected: rejected,
      leftOut: leftOut.sorted()
    )
  }

  private func objection(toKey key: String) -> String? {
    if key.utf8.count > rules.limits.keyBytes {
      return "the key is longer than \(rules.limits.keyBytes) bytes"
    }
    if key.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      return "the key holds a control character"
    }
    return nil
  }

  private static func trimmed(_ text: String) -> String {
    Normalisation.trim.applied(to: text) ?? ""
  }
}
