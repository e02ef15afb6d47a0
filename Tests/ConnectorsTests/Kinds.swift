import Documents
import Foundation
import Records

@testable import Connectors

/// The connectors of schema/connectors, read from there.
enum Kinds {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "schema/connectors")

  private static let parsed = Result { try parse() }
  private static let standard = parsed.map { ConnectorRegistry(definitions: $0) }

  static func definitions() throws -> [ConnectorDefinition] { try parsed.get() }

  /// The names of all kinds.
  static let names = (try? definitions().map(\.kind)) ?? []

  private static func parse() throws -> [ConnectorDefinition] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
      .filter { $0.hasSuffix(".yaml") }
      .map { name in
        let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
        let document = try Document.parse(bytes, as: .yaml)
        return ConnectorDefinition(
          kind: String(name.dropLast(5)),
          file: document.value(document.root)
        )
      }
  }

  static func registry(limits: ConnectorLimits = ConnectorLimits()) throws -> ConnectorRegistry {
    if limits == ConnectorLimits() { return try standard.get() }
    return ConnectorRegistry(definitions: try definitions(), limits: limits)
  }

  static func read(
    _ bytes: [UInt8],
    as kind: String,
    source: Value = [:],
    subject: String? = nil,
    limits: ConnectorLimits = ConnectorLimits()
  ) throws -> Delivery {
    try registry(limits: limits).read(
      bytes,
      as: kind,
      source: SourceDefinition(name: "test", file: source),
      subject: subject
    )
  }

  /// The delivery as text that golden files hold.
  static func text(of delivery: Delivery) -> String {
    var fields: ValueMap = ["kind": .string(delivery.kind)]
    fields["sweep"] = .string("\(delivery.sweep)")
    fields["sections"] = delivery.sections.map { .list($0.map(Value.string)) } ?? .null
    fields["observations"] = .list(
      delivery.observations.map { observation in
        var fields: ValueMap = ["key": .string(observation.key)]
        if let name = observation.className { fields["class"] = .string(name) }
        if let time = observation.observedAt { fields["observed_at"] = .string(time) }
        if !observation.withdrawn.isEmpty {
          fields["withdrawn"] = .list(observation.withdrawn.map { .string($0.description) })
        }
        fields["attributes"] = observation.attributes
        return .map(fields)
      }
    )
    fields["rejected"] = .list(
      delivery.rejected.map { rejection in
        [
          "line": rejection.line.map { .number(Number($0)) } ?? .null,
          "key": rejection.key.map(Value.string) ?? .null, "message": .string(rejection.message),
        ]
      }
    )
    return Value.map(fields).json(pretty: true) + "\n"
  }
}
