import Diagnostics
import Git
import History
import Records
import SchemaLibrary
import TestSupport
import Testing

/// A repository with two teams whose ranges are judged.
final class RangeBench {
  let builder = RepositoryBuilder()
  let start: String

  static let builtIn = SchemaLibrary.files.map {
    SchemaFile(name: $0.name, origin: .builtIn, source: $0.source)
  }

  static func team(_ id: String) -> String {
    "id: \(id)\nclass: team\nname: \(id)\nlifecycle: active\ncontact: { mail: \(id)@example.net }\n"
  }

  static func person(_ id: String, _ team: String, _ rest: String = "") -> String {
    "id: \(id)\nclass: person\nname: \(id)\nlifecycle: active\nauthors: [\(id)@example.net]\n"
      + "relations: { member_of: [team/\(team)] }\n\(rest)"
  }

  static func server(_ state: String, _ rest: String = "", id: String = "web-01") -> String {
    "id: \(id)\nclass: server\nname: \(id)\nowner: team/platform\nlifecycle: \(state)\n"
      + "serial: SN-\(id)\nlocation: location/fra1\ncost: { in_service: 2025-01-01 }\n\(rest)"
  }

  init(policy: String? = nil, people: [String: String] = [:]) {
    let location =
      "id: fra1\nclass: location\nname: fra1\nkind: site\nowner: team/platform\nlifecycle: active\n"
    builder.write("format: 1\n", to: "cmdb.yaml")
    for team in ["platform", "finance"] {
      builder.write(Self.team(team), to: "records/team/\(team).yaml")
    }
    let persons = [
      "ada": Self.person("ada", "platform"), "bob": Self.person("bob", "platform"),
      "eve": Self.person("eve", "finance"),
    ]
    for (id, text) in persons.merging(people, uniquingKeysWith: { _, new in new }) {
      builder.write(text, to: "records/person/\(id).yaml")
    }
    builder.write(location, to: "records/location/fra1.yaml")
    builder.write(Self.server("in-stock"), to: "records/server/web-01.yaml")
    builder.write(Self.server("in-use", id: "db-01"), to: "records/server/db-01.yaml")
    if let policy { builder.write(policy, to: "policy/own.yaml") }
    start = builder.commit("begin")
  }

  /// Writes the server and commits.
  @discardableResult
  func commit(
    _ state: String,
    _ rest: String = "",
    by person: RepositoryBuilder.Person = .ada,
    message: String = "edit"
  ) -> String {
    builder.write(Self.server(state, rest), to: "records/server/web-01.yaml")
    return builder.commit(message, by: person)
  }

  /// The verdict about a range; its findings as `severity rule attribute: message`.
  func verdict(from base: String? = nil, to head: String? = nil) throws -> RecordJudge.Verdict {
    let repository = try Repository.open(at: builder.path)
    return try RangeJudge(repository, builtIn: Self.builtIn).verdict(
      from: ObjectID(hex: base ?? start)!,
      to: ObjectID(hex: head ?? builder.head)!
    )
  }

  func findings(from base: String? = nil, to head: String? = nil) throws -> [String] {
    try verdict(from: base, to: head).findings.map {
      "\($0.severity.rawValue) \($0.rule) \($0.attribute ?? "-"): \($0.message)"
    }
  }
}
