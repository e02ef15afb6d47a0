internal import Documents
internal import Records

/// The records that the queries of standards walk to from many others, kept for many threads.
///
/// A record that is not among them makes an answer unsure, never wrong.
public struct StandardNeighbours: Sendable {
  private let table: RecordTable
  private let catalogue: ClassCatalogue
  private let day: CalendarDay

  /// Classes of more records than this are not kept.
  private static let limit = 2_000

  /// Creates neighbours of which none is known: every answer that walks is unsure.
  public init(noneOf context: ValidationContext) {
    catalogue = context.catalogue
    day = context.day
    table = RecordTable([Record](), catalogue: catalogue)
  }

  /// Reads the records of the classes to which standards about some classes walk in one step.
  public init(_ context: ValidationContext, classes: Set<String>) throws {
    catalogue = context.catalogue
    day = context.day
    var wanted: Set<String> = []
    for standard in context.policy.standards {
      let paths = (standard.requirement?.attributes ?? []).filter { $0.segments.count > 1 }
      for name in standard.match.requiredClasses?.intersection(classes) ?? classes {
        guard let attributes = catalogue.recordClass(name)?.attributes else { continue }
        for path in paths {
          let first = AttributePath(Array(path.segments.prefix(1)))
          wanted.formUnion(attributes[first]?.referencedClasses ?? [])
        }
      }
    }
    var records: [Record] = []
    for name in wanted.sorted() {
      let references = try context.lookup.references(ofClasses: [name])
      guard references.count <= Self.limit else { continue }
      records += try references.compactMap { try context.lookup.record($0) }
    }
    table = RecordTable(records, catalogue: catalogue)
  }

  /// Whether the query holds, whatever is not known here.
  func surelyHolds(_ query: Query, _ value: Value, className: String) -> Bool {
    let lookup = NotingLookup(table: table)
    let evaluator = QueryEvaluator(lookup: lookup, catalogue: catalogue, today: day)
    let holds = (try? evaluator.matches(query, value, className: className)) ?? false
    return holds && !lookup.hasMissed
  }
}

/// A table that notes when it is asked for what it does not hold.
private final class NotingLookup: RecordLookup {
  private let table: RecordTable
  private(set) var hasMissed = false

  init(table: RecordTable) { self.table = table }

  func record(_ reference: Reference) -> Record? {
    let found = table.record(reference)
    if found == nil { hasMissed = true }
    return found
  }

  func exists(_ reference: Reference) -> Bool { record(reference) != nil }

  func references(ofClasses classes: Set<String>?) -> [Reference] {
    hasMissed = true
    return []
  }

  func records(of classes: Set<String>, where attribute: AttributePath, is value: String)
    -> [Reference]
  {
    hasMissed = true
    return []
  }

  func referrers(of reference: Reference) -> [Referrer] {
    hasMissed = true
    return []
  }
}
