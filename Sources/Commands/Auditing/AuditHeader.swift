internal import Documents

/// What an audit report is about, so that somebody else can make the same one: nothing in it depends
/// on the machine, the folder, the clock or the language.
struct AuditHeader {
  /// The root of the first-parent chain: what the repository is called wherever it lies.
  let repository: String
  /// The newest commit that was looked at.
  let head: String
  /// The first and last day, such as `2026-01-01..2026-06-30`; nil where neither is given.
  let range: String?
  /// The record or query, with every date written out; nil for all records.
  let filter: String?
  /// The program and its version.
  let tool: String

  /// The names and values in order, with the digest of the body.
  func fields(digest: String) -> [(name: String, value: String?)] {
    [
      ("repository", repository), ("head", head), ("range", range), ("filter", filter),
      ("tool", tool), ("digest", digest),
    ]
  }

  /// The header as `--format json` has it.
  func shape(digest: String) -> Value {
    .map(ValueMap(fields(digest: digest).map { ($0.name, Shape.text($0.value)) }))
  }
}
