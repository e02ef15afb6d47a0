public import Diagnostics
internal import Documents

/// Findings as a log of the Static Analysis Results Interchange Format (SARIF 2.1.0, OASIS), which
/// forges take in as code scanning results.
public enum SARIFLog {
  private static let schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  /// Returns the log as JSON; `version` is that of the program.
  public static func text(_ findings: [Finding], version: String) -> String {
    log(findings, version: version).json(pretty: true) + "\n"
  }

  static func log(_ findings: [Finding], version: String) -> Value {
    let known = RuleList.explained.map { $0.id }
    let foreign = Set(findings.map(\.rule)).subtracting(known).sorted()
    let ids = known + foreign
    let rules = RuleList.explained.map(rule) + foreign.map { .map(["id": .string($0)]) }
    let results = zip(findings, FindingFingerprint.all(findings)).map { finding, print in
      result(finding, print, index: ids.firstIndex(of: finding.rule) ?? 0)
    }
    let driver: Value = [
      "name": "cmdb", "version": .string(version), "rules": .list(rules),
    ]
    let run: Value = [
      "tool": ["driver": driver],
      // Columns are counted in characters, not in UTF-16 units.
      "columnKind": "unicodeCodePoints",
      "originalUriBaseIds": ["ROOT": ["description": ["text": "The top of the repository."]]],
      "results": .list(results),
    ]
    return ["$schema": .string(schema), "version": "2.1.0", "runs": [run]]
  }

  private static func rule(_ rule: any ExplainedRule.Type) -> Value {
    [
      "id": .string(rule.id),
      "name": .string("\(rule)"),
      "shortDescription": ["text": .string(sentence(rule.title))],
      "fullDescription": ["text": .string(sentence(rule.title))],
      "help": ["text": .string(rule.explanation)],
      "defaultConfiguration": ["level": .string(level(rule.severity))],
    ]
  }

  private static func result(_ finding: Finding, _ print: String, index: Int) -> Value {
    let text = finding.statement + (finding.help.map { " (\($0))" } ?? "")
    var fields: ValueMap = [
      "ruleId": .string(finding.rule),
      "ruleIndex": .number(Number(index)),
      "level": .string(level(finding.severity)),
      "message": ["text": .string(text)],
      "partialFingerprints": ["finding/v1": .string(print)],
    ]
    if let place = finding.place { fields["locations"] = [location(place, finding)] }
    return .map(fields)
  }

  private static func location(_ place: Place, _ finding: Finding) -> Value {
    var physical: ValueMap = [
      "artifactLocation": ["uri": .string(PercentEncoding.path(place.file)), "uriBaseId": "ROOT"]
    ]
    if let line = place.line {
      var region: ValueMap = ["startLine": .number(Number(line))]
      if let column = place.column {
        region["startColumn"] = .number(Number(column))
        if let length = finding.length {
          region["endColumn"] = .number(Number(column + max(1, length)))
        }
      }
      physical["region"] = .map(region)
    }
    var fields: ValueMap = ["physicalLocation": .map(physical)]
    let names = [finding.reference, finding.attribute].compactMap { $0 }
    if !names.isEmpty {
      fields["logicalLocations"] = [
        ["fullyQualifiedName": .string(names.joined(separator: " ")), "kind": "member"]
      ]
    }
    return .map(fields)
  }

  private static func level(_ severity: Severity) -> String { severity.rawValue }

  private static func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst() + "."
  }
}
