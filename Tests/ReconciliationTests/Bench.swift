import Documents
import Reconciliation
import Records

/// Records and sources in memory, with a small class of machines.
struct Bench {
  static let schema = """
    title: Machine
    x-family: hardware
    x-identity: [[serial, maker], [uuid], [interfaces.mac], [fqdn]]
    properties:
      id: { type: string }
      class: { type: string }
      name: { type: string }
      owner: { type: string, x-references: [team] }
      lifecycle: { type: string }
      asset_tag: { type: string }
      pinned: { type: object, additionalProperties: { type: object } }
      sources: { type: object, additionalProperties: {} }
      serial: { type: string, x-governed: false, x-normalise: [trim, upper, junk] }
      maker: { type: string, x-governed: false, x-normalise: [trim, lower, junk] }
      uuid: { type: string, x-governed: false, x-normalise: [uuid, junk] }
      fqdn: { type: string, x-governed: false, x-normalise: [fqdn] }
      os: { type: string, x-governed: false }
      memory: { type: integer, x-governed: false }
      interfaces:
        type: array
        x-key: name
        x-governed: false
        items:
          type: object
          properties:
            name: { type: string }
            mac: { type: string, x-normalise: [mac] }
            ipv4: { type: string }
            note: { type: string, x-governed: true }
    """

  let catalogue = ClassCatalogue([
    SchemaFile(name: "server", origin: .builtIn, source: Array(schema.utf8)),
    SchemaFile(name: "laptop", origin: .builtIn, source: Array(schema.utf8)),
  ])
  var records: [Reference: Value] = [:]
  var writers: [String: LastWriter] = [:]
  var states: [String: SourceState] = [:]
  var deleted: [String: Reference] = [:]
  var objection: @Sendable (Value) -> [String] = { _ in [] }

  static let mapping = "{ '*': '*' }"

  mutating func record(_ reference: String, _ text: String) throws {
    let document = try Document.parse(Array(text.utf8))
    records[Reference(reference)!] = document.value(document.root)
  }

  mutating func source(_ name: String, _ settings: String = "unknown: create") throws {
    let document = try Document.parse(
      Array(
        "source: \(name)\nowner: team/a\nmapping: \(Self.mapping)\nclasses: [{ class: server }]\n\(settings)"
          .utf8
      )
    )
    states[name] = SourceState(
      definition: SourceDefinition(name: name, file: document.value(document.root)),
      observations: [:],
      delivery: String(repeating: "0", count: 40),
      time: 1_000
    )
  }

  mutating func observe(_ source: String, _ key: String, _ text: String, at time: Int64 = 1_000)
    throws
  {
    let document = try Document.parse(Array(text.utf8))
    states[source]?.observations[key] = Observation(
      key: key,
      attributes: document.value(document.root)
    )
    states[source]?.changed[key] = time
    let latest = max(states[source]?.time ?? 0, time)
    states[source]?.time = latest
  }

  func input() throws -> ReconciliationInput {
    let table = RecordTable(
      try records.map { reference, value in
        Record(
          reference: reference,
          path: "records/\(reference).yaml",
          blob: nil,
          document: try Document.parse(YAMLWriter.text(of: value))
        )
      },
      catalogue: catalogue
    )
    return ReconciliationInput(
      lookup: table,
      catalogue: catalogue,
      sources: Array(states.values),
      identifierRules: IdentifierRules(
        junk: ["values": ["Default string"]],
        mac: ["never": ["00:50:56:c0"]]
      ),
      lastWriter: { reference, attribute, _ in writers["\(reference) \(attribute)"] ?? .machine },
      deletedRecord: { source, key in deleted["\(source) \(key)"] },
      judge: { _, value in objection(value) },
      time: states.values.map(\.time).max() ?? 0
    )
  }

  /// Reconciles and makes the changes, as a sync would.
  mutating func run() throws -> ReconciliationOutcome {
    let outcome = try Reconciliation.run(input())
    for change in outcome.changes {
      records[change.reference] = change.value
    }
    return outcome
  }

  func value(_ reference: String, _ attribute: AttributePath) -> Value? {
    let keys = catalogue.recordClass("server")!.listKeys
    return records[Reference(reference)!]?.value(at: attribute, keys: keys)
  }
}
