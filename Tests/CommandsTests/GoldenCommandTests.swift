import Commands
import TestSupport
import Testing

/// Every command's output against the sample repository: table, JSON, empty answer and refusals.
@Suite struct GoldenCommandTests {
  static let cases: [(name: String, words: [String])] = [
    ("help", ["--help"]), ("version", ["--version"]), ("unknown-command", ["shwo"]),
    ("help-set", ["set", "--help"]), ("help-of-ls", ["help", "ls"]),
    ("help-of-nothing", ["help", "lss"]),
    ("help-of-source-explain", ["source", "explain", "--help"]),
    ("ls", ["ls", "class=server", "lifecycle=in-use"]),
    ("ls-columns", ["ls", "class=contract", "--columns", "vendor,end,value"]),
    ("ls-json", ["ls", "class=team", "--format", "json"]),
    ("ls-csv", ["ls", "class=rack", "--columns", "height_u,location", "--format", "csv"]),
    ("ls-ref-column", ["ls", "class=rack", "--columns", "height_u,ref", "--format", "csv"]),
    ("ls-no-number", ["ls", "class=server", "cost.purchase>abc"]),
    ("ls-no-date", ["ls", "location.lifecycle=in-use", "support.ends<2027-13-01"]),
    ("ls-two-equals", ["ls", "lifecycle==in-use"]),
    ("ls-empty", ["ls", "name=nobody"]),
    ("ls-walk", ["ls", "class=server", "location.country=NL"]),
    ("ls-mistake", ["ls", "class=server or"]), ("ls-no-class", ["ls", "class=servr"]),
    ("ls-no-attribute", ["ls", "class=server", "ownr=team/platform"]),
    ("show", ["show", "server/web-01"]),
    ("show-json", ["show", "team/platform", "--format", "json"]),
    ("show-missing", ["show", "server/web-1"]), ("show-no-class", ["show", "servr/web-01"]),
    ("show-at", ["show", "server/web-01", "--at", "2025-04-30", "--format", "yaml"]),
    ("show-before", ["show", "server/web-01", "--at", "2020-01-01"]),
    ("schema-ls", ["schema", "ls"]), ("schema-show", ["schema", "show", "badge-reader"]),
    ("schema-missing", ["schema", "show", "sorce"]),
    ("validate", ["validate"]), ("validate-json", ["validate", "--format", "json"]),
    ("validate-explain", ["validate", "--explain", "CMDB-R002"]),
    ("validate-range", ["validate", "--range", "HEAD~1..HEAD"]),
    ("validate-explain-change", ["validate", "--explain", "cmdb-r020"]),
    ("validate-github", ["validate", "--format", "github"]),
    ("validate-gitlab", ["validate", "--format", "gitlab"]),
    ("validate-junit", ["validate", "--format", "junit"]),
    ("validate-merge", ["validate", "--merge-with", "HEAD~1"]),
    ("validate-both", ["validate", "--staged", "--merge-with", "HEAD"]),
    ("codeowners-github", ["codeowners", "--forge", "github", "--organisation", "outdoor"]),
    ("codeowners-gitlab", ["codeowners", "--forge", "gitlab"]),
    ("codeowners-gitea", ["codeowners", "--forge", "gitea", "--organisation", "outdoor"]),
    ("codeowners-no-forge", ["codeowners", "--forge", "sourcehut"]),
    ("allowed-signers", ["allowed-signers"]),
    ("allowed-signers-before", ["allowed-signers", "--at", "2020-01-01"]),
    ("approve-claimed", ["approve", "HEAD~1..HEAD"]),
    ("approve-no-range", ["approve", "HEAD"]),
    ("validate-no-rule", ["validate", "--explain", "CMDB-X"]),
    ("blame", ["blame", "server/web-01"]),
    ("blame-json", ["blame", "server/web-01", "--field", "cost.monthly", "--format", "json"]),
    ("blame-previous", ["blame", "server/web-01", "--field", "owner", "--previous"]),
    ("blame-no-field", ["blame", "server/web-01", "--field", "colour"]),
    (
      "blame-twice-previous",
      ["blame", "server/web-01", "--field", "owner", "--previous", "--previous"]
    ),
    ("blame-porcelain", ["blame", "server/web-01", "--field", "cost", "--porcelain"]),
    ("blame-porcelain-source", ["blame", "server/web-01", "--field", "os", "--porcelain"]),
    ("blame-since", ["blame", "server/web-01", "--since", "2026-11-25"]),
    ("blame-since-csv", ["blame", "server/web-01", "--since", "2026-01-01", "--format", "csv"]),
    (
      "blame-reverse",
      ["blame", "server/web-01", "--field", "owner", "--at", "2025-05-01", "--reverse"]
    ),
    (
      "blame-reverse-json",
      [
        "blame", "server/web-01", "--field", "cost.monthly", "--at", "2025-05-01", "--reverse",
        "--format", "json",
      ]
    ),
    (
      "blame-reverse-porcelain",
      ["blame", "server/web-01", "--at", "2025-05-01", "--reverse", "--porcelain"]
    ),
    ("blame-reverse-now", ["blame", "server/web-01", "--reverse"]),
    ("blame-porcelain-json", ["blame", "server/web-01", "--porcelain", "--format", "json"]),
    ("help-of-blame", ["blame", "--help"]), ("help-of-log", ["log", "--help"]),
    ("log-csv", ["log", "server/web-01", "--format", "csv"]),
    ("log-actor", ["log", "--actor", "eve@example.net", "--format", "ndjson"]),
    ("log-source", ["log", "server/web-01", "--source", "nmap", "--field", "ports[22,tcp]"]),
    ("log-at", ["log", "server/web-01", "--at", "2025-12-31"]),
    ("log-missing", ["log", "server/web-1"]),
    ("log-no-date", ["log", "--since", "yesterday"]),
    ("ls-at", ["ls", "class=server", "--at", "2025-04-30"]),
    ("log", ["log", "server/web-01"]),
    ("log-json", ["log", "server/db-01", "--format", "json", "-n", "1"]),
    ("log-query", ["log", "class=server", "--since", "2026-01-01"]),
    ("log-none", ["log", "--since", "2030-01-01", "--exit-code"]),
    ("diff-none", ["diff"]), ("diff-range", ["diff", "HEAD~1..HEAD"]),
    ("diff-json", ["diff", "HEAD~2..HEAD~1", "--format", "json"]),
    ("diff-markdown", ["diff", "HEAD~1..HEAD", "--format", "markdown"]),
    ("diff-markdown-none", ["diff", "HEAD..HEAD", "--format", "markdown"]),
    ("diff-csv", ["diff", "HEAD~2..HEAD~1", "--format", "csv"]),
    ("diff-ndjson", ["diff", "HEAD~2..HEAD~1", "--format", "ndjson"]),
    ("diff-yaml", ["diff", "HEAD~2..HEAD~1", "--format", "yaml"]),
    ("diff-json-none", ["diff", "HEAD..HEAD", "--format", "json"]),
    ("diff-query", ["diff", "HEAD~1..HEAD", "class=server", "--exit-code"]),
    ("diff-since", ["diff", "HEAD~2", "database/orders"]),
    ("diff-no-record", ["diff", "HEAD~1..HEAD", "server/web-1"]),
    ("diff-no-revision", ["diff", "mian"]),
    ("audit", ["audit", "database/orders"]),
    (
      "audit-csv",
      ["audit", "class=contract or class=database", "--until", "2026-06-30", "--format", "csv"]
    ),
    ("audit-json", ["audit", "database/orders", "--since", "today-1y", "--format", "json"]),
    ("audit-html", ["audit", "database/orders", "--format", "html"]),
    ("audit-sources", ["audit", "server/web-01", "--since", "2026-11-01"]),
    ("audit-none", ["audit", "--since", "2030-01-01"]),
    ("audit-none-csv", ["audit", "--since", "2030-01-01", "--format", "csv"]),
    ("audit-none-json", ["audit", "owner=team/nobody", "--format", "json"]),
    ("audit-none-html", ["audit", "--until", "2020-01-01", "--format", "html"]),
    ("audit-no-record", ["audit", "server/web-1"]),
    ("audit-no-date", ["audit", "--since", "yesterday"]),
    ("audit-no-class", ["audit", "class=servr"]),
    ("help-of-audit-report", ["audit", "report", "--help"]),
    ("help-of-diff", ["diff", "--help"]), ("help-of-restore", ["restore", "--help"]),
    ("restore-dry-run", ["restore", "server/web-01", "--at", "2025-12-31", "--dry-run"]),
    ("restore-same", ["restore", "server/web-01", "--at", "HEAD"]),
    ("restore-no-field", ["restore", "server/web-01", "--field", "ownr", "--at", "HEAD"]),
    ("restore-no-record", ["restore", "server/web-1", "--at", "HEAD"]),
    ("restore-name", ["restore", "server/web-01", "--field", "id", "--at", "HEAD"]),
    ("restore-no-moment", ["restore", "server/web-01"]),
    ("restore-no-revision", ["restore", "server/web-01", "--at", "mian"]),
    ("merge-tree-forward", ["merge-tree", "HEAD~1", "HEAD"]),
    ("merge-tree-help", ["merge-tree", "--help"]),
    ("merge-tree-no-revision", ["merge-tree", "main", "nowhere"]),
    ("merge-tree-no-theirs", ["merge-tree", "main"]),
    ("merge-tree-no-format", ["merge-tree", "main", "main", "--format", "csv"]),
    ("findings", ["findings"]),
    ("findings-json", ["findings", "--kind", "drift", "--format", "json"]),
    ("findings-no-kind", ["findings", "--kind", "drifts"]),
    ("source-ls", ["source", "ls"]), ("source-explain", ["source", "explain", "server/web-01"]),
    (
      "source-explain-json",
      ["source", "explain", "server/web-01", "--field", "os.version", "--format", "json"]
    ),
    ("source-plan", ["source", "plan"]), ("source-plan-no-range", ["source", "plan", "main"]),
    ("source-test", ["source", "test", "glpi", "deliveries/glpi-web-01.json"]),
    (
      "source-test-json",
      ["source", "test", "glpi", "deliveries/glpi-web-01.json", "--format", "json"]
    ),
    ("source-test-csv", ["source", "test", "nmap", "none.xml", "--format", "csv"]),
    ("pin-no-reason", ["pin", "server/web-01", "os.version"]),
    ("release-nothing", ["release", "server/web-01", "os.version"]),
    ("sync-again", ["sync", "--once"]), ("sync-json", ["sync", "--once", "--format", "json"]),
    ("audit-verify", ["audit", "verify", "--no-index"]),
    ("audit-verify-json", ["audit", "verify", "--no-index", "--format", "json"]),
    ("audit-verify-range", ["audit", "verify", "HEAD~1..HEAD", "--no-index"]),
    (
      "audit-verify-cut",
      ["audit", "verify", "--no-index", "--expect", "9:" + String(repeating: "5f", count: 32)]
    ),
    ("audit-verify-no-checkpoint", ["audit", "verify", "--expect", "9"]),
    ("audit-verify-help", ["audit", "verify", "--help"]),
    ("audit-checkpoint-no-key", ["audit", "checkpoint"]),
    ("audit-checkpoint-help", ["audit", "checkpoint", "--help"]),
    ("fmt-check", ["fmt", "--check"]), ("hook-unknown", ["hook", "pre-comit"]),
    ("init-again", ["init", "."]),
    ("import-no-source", ["import", "glpi", "--source", "glpy", "x.json"]),
    ("import-no-file", ["import", "glpi", "--source", "glpi", "none.json"]),
    ("import-no-kind", ["import", "glpy", "--source", "glpi", "deliveries/glpi-web-01.json"]),
  ]

  @Test(arguments: cases.map(\.name))
  func prints(_ name: String) throws {
    let words = try #require(Self.cases.first { $0.name == name }).words
    let run = CommandRun(words, in: DemoRepository.path)
    try Golden.expect(
      run.golden.replacing(DemoRepository.path, with: "/inventory"),
      "\(name).txt"
    )
  }
}
