import Diagnostics
import Documents
import JSONSchema
import Records
import SchemaLibrary
import Testing
import Validation

/// A repository in memory with the built-in classes, judged by every rule.
struct RuleBench {
  let catalogue: ClassCatalogue
  var table: RecordTable
  var policy: Policy
  var day = CalendarDay("2026-11-24")!

  static let team = """
    id: platform
    class: team
    name: Platform
    lifecycle: active
    contact: { mail: platform@example.net }
    """
  static let person = """
    id: ada
    class: person
    name: Ada
    lifecycle: active
    authors: [ada@example.net]
    relations: { member_of: [team/platform] }
    """

  /// The classes of the program alone; parsed and compiled once for all tests.
  private static let shared = catalogue([:])
  private static let sharedSchemas = SchemaStore(shared)

  static func builtIn(_ own: [String: String] = [:]) -> ClassCatalogue {
    own.isEmpty ? shared : catalogue(own)
  }

  private static func catalogue(_ own: [String: String]) -> ClassCatalogue {
    ClassCatalogue(
      SchemaLibrary.files.map { SchemaFile(name: $0.name, origin: .builtIn, source: $0.source) }
        + own.map { SchemaFile(name: $0.key, origin: .repository, source: Array($0.value.utf8)) }
    )
  }

  /// Records by reference, besides team/platform and person/ada; an empty text takes one away.
  init(_ texts: [String: String], policy: String = "", schemas: [String: String] = [:]) throws {
    catalogue = Self.builtIn(schemas)
    table = RecordTable([], catalogue: catalogue)
    self.policy =
      policy.isEmpty
      ? .none
      : Policy(
        [.init(path: "policy/own.yaml", document: try Document.parse(Array(policy.utf8)))],
        catalogue: catalogue
      )
    let all = ["team/platform": Self.team, "person/ada": Self.person]
      .merging(texts) { _, new in new }
    for (reference, text) in all where !text.isEmpty {
      table.insert(
        Record(
          reference: Reference(reference)!,
          path: "records/\(reference).yaml",
          blob: nil,
          document: try Document.parse(Array(text.utf8))
        )
      )
    }
  }

  func context(lapse: Severity = .warning) -> ValidationContext {
    ValidationContext(
      lookup: table,
      catalogue: catalogue,
      settings: Settings(),
      schemas: catalogue === Self.shared ? Self.sharedSchemas : SchemaStore(catalogue),
      day: day,
      policy: policy,
      lapseSeverity: lapse
    )
  }

  func subject(_ reference: Reference) -> RecordSubject? {
    table.record(reference).map { record in
      RecordSubject(
        path: record.path,
        reference: reference,
        recordClass: catalogue.recordClass(reference.className),
        document: record.document
      )
    }
  }

  /// The findings about one record.
  func all(_ name: String, lapse: Severity = .warning) throws -> [Finding] {
    let subject = try #require(self.subject(Reference(name)!))
    let context = context(lapse: lapse)
    return try RuleList.all.flatMap { try $0.check(subject, in: context) }.sorted()
  }

  /// The findings about one record, as `line:column rule message`.
  func findings(_ name: String, lapse: Severity = .warning) throws -> [String] {
    try all(name, lapse: lapse).map(Self.text)
  }

  static func text(_ finding: Finding) -> String {
    "\(finding.place?.line ?? 0):\(finding.place?.column ?? 0) \(finding.rule) \(finding.message)"
  }

  /// What a change from one bench to another is, record by record.
  static func changes(from before: RuleBench, to after: RuleBench) -> [RecordChange] {
    let names = Set(before.table.references(ofClasses: nil))
      .union(after.table.references(ofClasses: nil)).sorted()
    return names.compactMap { name in
      let (old, new) = (before.subject(name), after.subject(name))
      if let old, let new, old.document.source == new.document.source { return nil }
      return RecordChange(reference: name, before: old, after: new)
    }
  }

  /// The findings about a change, as `severity rule attribute: message`.
  static func findings(
    from before: RuleBench,
    to after: RuleBench,
    by author: ChangeAuthor = .unknown("nobody@example.net"),
    approvals: [Approval] = []
  ) throws -> [String] {
    let context = ChangeContext(
      before: before.context(lapse: .error),
      after: after.context(lapse: .error),
      author: author,
      approvals: approvals
    )
    var found: [Finding] = []
    for change in changes(from: before, to: after) {
      for rule in RuleList.aboutChanges { found += try rule.check(change, in: context) }
    }
    return found.sorted().map {
      "\($0.severity.rawValue) \($0.rule) \($0.attribute ?? "-"): \($0.message)"
    }
  }

  static func author(_ person: String?, verified: Bool = false) -> ChangeAuthor {
    ChangeAuthor(
      hand: .person,
      person: person.flatMap { Reference($0) },
      label: "\(person ?? "nobody")@example.net",
      isVerified: verified
    )
  }
}
