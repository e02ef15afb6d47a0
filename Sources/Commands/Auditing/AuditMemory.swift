internal import Git
internal import History
internal import Sync

/// What earlier runs of `cmdb audit verify` found right, in the derived index: an interrupted run goes
/// on where it was. It is only a short cut, and never needed.
struct AuditMemory {
  /// What the verdicts hang on besides the commit, which brings its own policy and its own day.
  static let rules = ProgramRules.digest("audit")

  private let verdicts: VerdictMemory?

  init(_ workspace: Workspace) { verdicts = try? RecordIndex(workspace.repository).verdicts() }

  /// Lets an audit begin with what is known, and adds to it what the audit finds right.
  func serve(_ audit: MainAudit) {
    guard let verdicts else { return }
    audit.known = (try? verdicts.all(under: Self.rules)) ?? []
    audit.remember = { commits in try? verdicts.remember(commits, under: Self.rules) }
  }
}
