public import Documents

/// Answers whether records match a query, walking through references as far as the query asks.
public struct QueryEvaluator {
  private let lookup: any RecordLookup
  private let catalogue: ClassCatalogue
  private let today: CalendarDay

  /// Creates an evaluator; `today` is the day that relative dates count from.
  public init(lookup: any RecordLookup, catalogue: ClassCatalogue, today: CalendarDay) {
    self.lookup = lookup
    self.catalogue = catalogue
    self.today = today
  }

  /// Whether the record matches.
  public func matches(_ query: Query, _ record: Record) throws -> Bool {
    try matches(query, record.value, className: record.reference.className)
  }

  /// Whether a value of the class matches.
  public func matches(_ query: Query, _ value: Value, className: String) throws -> Bool {
    switch query {
    case .everything: return true
    case .all(let parts):
      for part in parts where try !matches(part, value, className: className) { return false }
      return true
    case .any(let parts):
      for part in parts where try matches(part, value, className: className) { return true }
      return false
    case .not(let part): return try !matches(part, value, className: className)
    case .has(let path): return try !found(path, value, className).isEmpty
    case .compare(let path, .notEqual, let word):
      return try !found(path, value, className).contains { compare($0, .equal, word) }
    case .compare(let path, let comparison, let word):
      return try found(path, value, className).contains { compare($0, comparison, word) }
    case .isOneOf(let path, let words):
      return try found(path, value, className).contains { candidate in
        words.contains { compare(candidate, .equal, $0) }
      }
    }
  }

  /// A value with what its schema says of it.
  private struct Candidate {
    var value: Value
    var format: String?
    var isNumber: Bool
    /// How the attribute's values are compared.
    var normalisation: [Normalisation] = []
  }

  /// Every scalar at the path, walking through references where a name follows one.
  private func found(_ path: AttributePath, _ value: Value, _ className: String) throws
    -> [Candidate]
  {
    try found(path.segments[...], in: value, at: AttributePath(), className: className, hops: 0)
  }

  private func found(
    _ rest: ArraySlice<AttributePath.Segment>,
    in value: Value,
    at place: AttributePath,
    className: String,
    hops: Int
  ) throws -> [Candidate] {
    guard let segment = rest.first else {
      return leafCandidates(value, at: place, className: className)
    }
    switch (value, segment) {
    case (.list(let items), .name):
      let itemPlace = place.appending(item: ItemKey(parts: []))
      return try items.flatMap {
        try found(rest, in: $0, at: itemPlace, className: className, hops: hops)
      }
    case (.list(let items), .item(let key)):
      let itemPlace = place.appending(item: ItemKey(parts: []))
      let listKey = catalogue.recordClass(className)?.attributes[place]?.key
      return try items.enumerated().flatMap { offset, item -> [Candidate] in
        guard key.selects(item, at: offset, key: listKey) else { return [] }
        return try found(
          rest.dropFirst(),
          in: item,
          at: itemPlace,
          className: className,
          hops: hops
        )
      }
    case (.map(let fields), .name(let name)):
      guard let child = fields[name] else {
        // An item with a target stands for the target where it has no such attribute itself.
        guard case .item? = place.segments.last, let target = fields["to"]?.stringValue else {
          return []
        }
        return try follow(target, rest, hops: hops)
      }
      return try found(
        rest.dropFirst(),
        in: child,
        at: place.appending(name: name),
        className: className,
        hops: hops
      )
    case (.string(let text), .name(let name)):
      if case .item? = place.segments.last, name == "to", rest.count == 1 {
        return leafCandidates(value, at: place, className: className)
      }
      return try follow(text, rest, hops: hops)
    default: return []
    }
  }

  private func follow(
    _ text: String,
    _ rest: ArraySlice<AttributePath.Segment>,
    hops: Int
  ) throws -> [Candidate] {
    guard hops < 8, let reference = Reference(text), let record = try lookup.record(reference)
    else { return [] }
    return try found(
      rest,
      in: record.value,
      at: AttributePath(),
      className: reference.className,
      hops: hops + 1
    )
  }

  private func leafCandidates(_ value: Value, at place: AttributePath, className: String)
    -> [Candidate]
  {
    switch value {
    case .null: return []
    case .list(let items):
      let itemPlace = place.appending(item: ItemKey(parts: []))
      return items.flatMap { leafCandidates($0, at: itemPlace, className: className) }
    case .map(let fields):
      if case .item? = place.segments.last, let target = fields["to"] {
        return leafCandidates(target, at: place, className: className)
      }
      return [Candidate(value: value, format: nil, isNumber: false)]
    default:
      let description = catalogue.recordClass(className)?.attributes[place]
      let types = description?.types ?? []
      return [
        Candidate(
          value: value,
          format: description?.format,
          isNumber: value.numberValue != nil || types == ["number"] || types == ["integer"],
          normalisation: description?.normalisation ?? []
        )
      ]
    }
  }

  private func compare(_ candidate: Candidate, _ comparison: Query.Operator, _ word: String)
    -> Bool
  {
    guard let text = candidate.value.scalarText else { return false }
    if comparison == .glob { return Glob.matches(word, text) }
    if candidate.isNumber, let left = candidate.value.numberValue, let right = Number(word) {
      return comparison.holds(left, right)
    }
    if candidate.format == "date" || candidate.format == "date-time",
      let day = RelativeDate.day(word, today: today), let own = CalendarDay(text)
    {
      if word.utf8.count <= 10 || CalendarDay(word) == nil { return comparison.holds(own, day) }
    }
    if comparison.holds(text, word) { return true }
    guard comparison == .equal, !candidate.normalisation.isEmpty else { return false }
    let steps = candidate.normalisation
    guard let left = Normalisation.apply(steps, to: text),
      let right = Normalisation.apply(steps, to: word)
    else { return false }
    return left == right
  }
}
