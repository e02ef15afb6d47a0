internal import ArgumentParser
internal import Documents
internal import Git
internal import Reconciliation
internal import Records
internal import Snapshots
internal import Sync

/// `cmdb findings`: what reconciliation could not decide, and what sources say against what stands.
struct Findings: Command {
  static let configuration = CommandConfiguration(
    commandName: "findings",
    abstract: "What reconciliation could not decide.",
    discussion: Prose.filled(
      """
      Recomputed from the records on the main branch and the newest deliveries; each finding says what
      would resolve it.

        cmdb findings
        cmdb findings --kind drift --format json

      Exit status: 0; with --exit-code 1 where there is a finding; 2 usage, 3 the repository failed.
      """
    )
  )

  @Option(
    help: "Only this kind: drift, duplicate, unmatched, rebind, deleted, invalid, conflict, limit."
  )
  var kind: String?
  @Flag(help: "Exit with 1 where there is a finding.") var exitCode = false
  @OptionGroup var options: ReadOptions

  func run(in context: CommandContext) throws -> ExitStatus {
    let kind = try self.kind.map { text in
      guard let kind = ReconciliationFinding.Kind(rawValue: text) else {
        let all = ReconciliationFinding.Kind.allCases.map(\.rawValue).joined(separator: ", ")
        throw CommandFailure(
          .usage,
          "there is no kind \(text) of finding",
          remedy: "the kinds are \(all)"
        )
      }
      return kind
    }
    let workspace = try Workspace(context, withoutIndex: options.withoutIndex)
    let plan = try SourcePlan(workspace, at: options.at)
    let findings = try plan.findings()
      .filter { kind == nil || $0.kind == kind }
    var rows = Rows(columns: ["kind", "ref", "attribute", "stands", "source", "says", "message"])
    for finding in findings {
      rows.append(
        [
          finding.kind.rawValue, finding.reference?.description ?? "",
          finding.attribute?.description ?? "", ValueText.cell(finding.value), finding.source,
          ValueText.cell(finding.observed), finding.message,
        ],
        Self.shape(finding)
      )
    }
    rows.print(as: options.format, to: context.terminal, empty: "no findings")
    return exitCode && !findings.isEmpty ? .no : .success
  }

  static func shape(_ finding: ReconciliationFinding) -> Value {
    .map([
      "kind": .string(finding.kind.rawValue),
      "ref": Shape.text(finding.reference?.description),
      "attribute": Shape.text(finding.attribute?.description),
      "source": .string(finding.source), "key": .string(finding.key),
      "value": finding.value ?? .null, "observed": finding.observed ?? .null,
      "since": Shape.time(finding.since), "message": .string(finding.message),
    ])
  }
}
