import Documents
import Foundation
import Reconciliation
import Records
import Testing

/// The classes, connectors and identifier lists of this project's folder `schema/`.
enum ProjectSchemas {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "schema")

  static let catalogue: ClassCatalogue = {
    let names = ["", "connectors/", "identifiers/", "lifecycle/"].flatMap { part -> [String] in
      let files = try? FileManager.default.contentsOfDirectory(
        atPath: folder.appending(path: part).path()
      )
      return (files ?? []).sorted().filter { $0.hasSuffix(".yaml") }.map { part + $0 }
    }
    return ClassCatalogue(
      names.compactMap { name in
        guard let data = try? Data(contentsOf: folder.appending(path: name)) else { return nil }
        return SchemaFile(
          name: String(name.dropLast(".yaml".count)),
          origin: .builtIn,
          source: Array(data)
        )
      }
    )
  }()

  static func file(_ name: String) throws -> Value {
    let document = try Document.parse(
      Array(try Data(contentsOf: folder.appending(path: "\(name).yaml")))
    )
    return document.value(document.root)
  }

  static let rules: IdentifierRules = IdentifierRules(
    junk: try? file("identifiers/junk"),
    mac: try? file("identifiers/mac")
  )
}

/// A repository with sources, in memory: people edit, sources say, and `sync` reconciles and checks
/// what must hold of every reconciliation.
struct World {
  /// Who gave an attribute its value, and when.
  enum Writer: Equatable {
    case person(Int)
    case machine
  }

  var texts: [Reference: [UInt8]] = [:]
  var writers: [Reference: [AttributePath: Writer]] = [:]
  var bindings: [Reference: [String: Int]] = [:]
  var states: [String: SourceState] = [:]
  var deleted: [String: Reference] = [:]
  var formerlyBound: Set<Reference> = []
  /// What else stands against a record.
  var objection: (Reference, Value) -> [String] = { _, _ in [] }
  /// What the laws print when they are broken.
  var note = ""
  private var moment = 0

  static func value(_ text: String) throws -> Value {
    let document = try Document.parse(Array(text.utf8))
    return document.value(document.root)
  }

  func recordClass(_ reference: Reference) throws -> RecordClass {
    try #require(ProjectSchemas.catalogue.recordClass(reference.className))
  }

  // MARK: What people do

  /// A person writes a record.
  @discardableResult
  mutating func record(_ text: String) throws -> Reference {
    moment += 1
    let value = try Self.value(text)
    let reference = Reference(
      className: try #require(value["class"]?.stringValue),
      id: try #require(value["id"]?.stringValue)
    )
    texts[reference] = Array(text.utf8)
    for leaf in try recordClass(reference).leaves(of: value) {
      writers[reference, default: [:]][leaf.path] = .person(moment)
    }
    for (source, _) in Bindings.all(in: value) {
      bindings[reference, default: [:]][source] = moment
    }
    return reference
  }

  /// A person sets an attribute, or removes it.
  mutating func edit(_ name: String, _ path: AttributePath, _ value: Value?) throws {
    moment += 1
    let reference = try #require(Reference(name))
    let recordClass = try recordClass(reference)
    let known = try self.value(name)
    let before = try #require(known)
    let edit: DocumentEdit = value.map { .set(path, $0) } ?? .remove(path)
    let text = try #require(texts[reference])
    let document = try Document.parse(text)
    texts[reference] = try document.applying(
      [edit],
      keys: recordClass.listKeys,
      order: recordClass.keyOrder
    )
    let written = try self.value(name)
    let after = try #require(written)
    noteWriters(reference, from: before, to: after, .person(moment), recordClass)
  }

  /// A person deletes a record without writing an ignore entry.
  mutating func delete(_ name: String) throws {
    let reference = try #require(Reference(name))
    let value = try self.value(name)
    for (source, keys) in Bindings.all(in: try #require(value)) {
      for key in keys { deleted["\(source) \(key)"] = reference }
    }
    texts[reference] = nil
    writers[reference] = nil
  }

  private mutating func noteWriters(
    _ reference: Reference,
    from before: Value,
    to after: Value,
    _ writer: Writer,
    _ recordClass: RecordClass
  ) {
    let changes = AttributeDifference.between(
      before,
      after,
      of: reference,
      keys: recordClass.listKeys
    )
    for change in changes {
      guard let attribute = change.attribute else { continue }
      writers[reference, default: [:]][attribute] = change.new == nil ? nil : writer
    }
    for (source, _) in Bindings.all(in: after) where bindings[reference]?[source] == nil {
      bindings[reference, default: [:]][source] = moment
    }
  }

  // MARK: What sources do

  /// Describes a source; `connector` names a kind of schema/connectors.
  mutating func source(_ name: String, _ settings: String = "", connector: String? = nil) throws {
    let ownMapping =
      connector == nil && !settings.contains("mapping:") ? "mapping: { '*': '*' }" : ""
    let ownClasses =
      connector == nil && !settings.contains("classes:") ? "classes: [{ class: server }]" : ""
    let text = ["owner: team/platform", ownMapping, ownClasses, settings].joined(separator: "\n")
    let old = states[name]
    states[name] = SourceState(
      definition: SourceDefinition(
        name: name,
        file: try Self.value(text),
        connector: try connector.map { try ProjectSchemas.file("connectors/\($0)") } ?? [:]
      ),
      observations: old?.observations ?? [:],
      delivery: String(repeating: "a", count: 40),
      time: old?.time ?? 1_000,
      changed: old?.changed ?? [:],
      seen: old?.seen
    )
  }

  /// A source says what it sees under a key, instead of what it said before.
  mutating func say(
    _ source: String,
    _ key: String,
    _ text: String,
    at time: Int64 = 1_000,
    class className: String? = nil,
    isPartial: Bool = false
  ) throws {
    states[source]?.observations[key] = Observation(
      key: key,
      className: className,
      attributes: try Self.value(text),
      isPartial: isPartial
    )
    states[source]?.changed[key] = time
    let newest = max(states[source]?.time ?? 0, time)
    states[source]?.time = newest
  }

  /// A source takes back everything that it said under a key.
  mutating func retract(_ source: String, _ key: String) {
    states[source]?.observations[key] = nil
  }

  // MARK: Asking

  func value(_ name: String) throws -> Value? {
    let reference = try #require(Reference(name))
    guard let text = texts[reference] else { return nil }
    let document = try Document.parse(text)
    return document.value(document.root)
  }

  func value(_ name: String, _ path: AttributePath) throws -> Value? {
    let reference = try #require(Reference(name))
    let recordClass = try recordClass(reference)
    return try value(name)?.value(at: path, keys: recordClass.listKeys)
  }

  func text(_ name: String) throws -> String {
    let reference = try #require(Reference(name))
    let text = try #require(texts[reference])
    return String(decoding: text, as: UTF8.self)
  }

  var references: [String] { texts.keys.sorted().map(\.description) }

  func table() throws -> RecordTable {
    RecordTable(
      try texts.map { reference, text in
        Record(
          reference: reference,
          path: "records/\(reference).yaml",
          blob: nil,
          document: try Document.parse(text)
        )
      },
      catalogue: ProjectSchemas.catalogue
    )
  }

  func input() throws -> ReconciliationInput {
    let table = try table()
    let (writers, bindings, deleted) = (self.writers, self.bindings, self.deleted)
    let objection = self.objection
    return ReconciliationInput(
      lookup: table,
      catalogue: ProjectSchemas.catalogue,
      sources: states.sorted { $0.key < $1.key }.map(\.value),
      identifierRules: ProjectSchemas.rules,
      lastWriter: { reference, attribute, source in
        guard case .person(let moment)? = writers[reference]?[attribute] else { return .machine }
        guard let source else { return .person }
        guard let bound = bindings[reference]?[source] else { return .personBeforeBinding }
        return moment <= bound ? .personBeforeBinding : .person
      },
      deletedRecord: { source, key in deleted["\(source) \(key)"] },
      judge: { reference, value, records in
        try objection(reference, value) + Self.sharedValues(reference, value, records)
      },
      time: states.values.map(\.time).max() ?? 0,
      formerlyBound: formerlyBound
    )
  }

  /// The rule that validation has about values that no two records may share.
  static func sharedValues(_ reference: Reference, _ value: Value, _ records: any RecordLookup)
    throws -> [String]
  {
    guard let recordClass = ProjectSchemas.catalogue.recordClass(reference.className) else {
      return []
    }
    let family = ProjectSchemas.catalogue.family(of: reference.className)
    return try recordClass.uniqueAttributes.filter { $0.uniqueness == .error }.flatMap {
      pattern,
      _ in
      try recordClass.identifiers(in: value, at: pattern).flatMap { identifier in
        try records.records(of: family, where: pattern, is: identifier).filter { $0 != reference }
          .map { "\(pattern) \(identifier) is that of \($0)" }
      }
    }
  }

  func explain(_ name: String, _ path: AttributePath) throws -> Reconciliation.Explanation? {
    let reference = try #require(Reference(name))
    return try Reconciliation.explain(reference, only: path, in: input())
      .first { $0.attribute == path }
  }

  // MARK: Reconciling

  /// Reconciles, makes the changes in the texts as a sync does, and checks the laws.
  @discardableResult
  mutating func sync() throws -> ReconciliationOutcome {
    let input = try input()
    let outcome = try Reconciliation.run(input)
    try WorldLaws(world: self, input: input, outcome: outcome).checkBefore()
    for change in outcome.changes { try make(change) }
    try WorldLaws(world: self, input: try self.input(), outcome: outcome).checkAfter()
    return outcome
  }

  private mutating func make(_ change: ReconciliationOutcome.Change) throws {
    let recordClass = try recordClass(change.reference)
    let before = try value(change.reference.description) ?? [:]
    if change.isNew {
      texts[change.reference] = YAMLWriter.text(
        of: change.value,
        order: recordClass.keyOrder,
        keys: recordClass.listKeys
      )
    } else {
      let text = try #require(texts[change.reference])
      let document = try Document.parse(text)
      texts[change.reference] = try document.applying(
        change.edits,
        keys: recordClass.listKeys,
        order: recordClass.keyOrder
      )
    }
    moment += 1
    noteWriters(change.reference, from: before, to: change.value, .machine, recordClass)
  }
}
