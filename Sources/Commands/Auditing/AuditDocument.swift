internal import Diagnostics
internal import Documents
internal import Git
internal import History
internal import Records
internal import Validation

/// An audit report: a header, and a body of one line a change whose SHA-256 the header names.
///
/// How the body is cut out, so that `sha256sum` gives the digest, is told in docs/audit-report.md and
/// must stay as it is.
struct AuditDocument {
  /// How a report is written.
  enum Format: String, CaseIterable {
    case table, csv, json, html
  }

  let header: AuditHeader
  let rows: [AuditRow]

  /// Returns the report, with its last line end.
  func text(as format: Format) -> String {
    switch format {
    case .table: table
    case .csv: csv
    case .json: json
    case .html: html
    }
  }

  private static let columns = [
    "ref", "attribute", "change", "old", "new", "actor", "source", "approvals", "commit", "time",
    "signature",
  ]

  private func cells(_ row: AuditRow) -> [String] {
    [
      row.reference.description, row.attribute?.description ?? "",
      row.from.map { "\(row.kind.rawValue) from \($0)" } ?? row.kind.rawValue,
      ValueText.cell(row.old), ValueText.cell(row.new), Self.actor(row.facts.author),
      row.source ?? "", row.facts.approvals.map(Self.actor).joined(separator: "; "),
      row.facts.id.hex, Timestamp(seconds: row.facts.time).description,
      [row.signature.state, row.signature.detail].compactMap { $0 }.joined(separator: ": "),
    ].map { SafeText.escape($0) }
  }

  private static func actor(_ actor: Actor) -> String {
    let address = actor.email.isEmpty ? "" : " <\(actor.email)>"
    return "\(actor.name)\(address) (\(actor.weight))"
  }

  private static func digest(_ body: String) -> String {
    "sha256:\(ContentDigest.hexadecimal(of: body.utf8))"
  }

  private func named(_ body: String) -> [(name: String, value: String)] {
    header.fields(digest: Self.digest(body)).map { ($0.name, $0.value ?? "all") }
  }

  /// The header, an empty line, the body.
  private var table: String {
    let lines = Rows(columns: Self.columns, cells: rows.map(cells)).tableLines
    let body = lines.map { $0 + "\n" }.joined()
    let head = named(body).map { "\($0.name): \(SafeText.escape($0.value))\n" }.joined()
    return head + "\n" + body
  }

  /// Lines that begin with `#`, then the body.
  private var csv: String {
    let body = CSV.line(Self.columns) + rows.map { CSV.line(cells($0)) }.joined()
    let head = named(body).map { CSV.line(["# \($0.name)", SafeText.escape($0.value)]) }
    return head.joined() + body
  }

  /// Two lines before the body and one behind it.
  private var json: String {
    let lines = rows.map { Shape.evidence($0).json(pretty: false) }
    let body = lines.joined(separator: ",\n") + (lines.isEmpty ? "" : "\n")
    let head = header.shape(digest: Self.digest(body)).json(pretty: false)
    return "{\"header\":\(head),\n\"changes\":[\n\(body)]}\n"
  }

  private static let style = """
    body{font:15px/1.45 system-ui,sans-serif;margin:2rem;color:#1b1f24;background:#fff}
    h1{font-size:1.4rem}dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}
    dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}table{border-collapse:collapse;width:100%}
    th,td{border:1px solid #c5ccd3;padding:.3rem .5rem;text-align:left;vertical-align:top;
    overflow-wrap:anywhere}th{background:#eef1f4;position:sticky;top:0}
    td:nth-child(9){font-family:ui-monospace,monospace;font-size:.85em}
    @media print{th{position:static}body{margin:0}}
    """

  /// One page without script, that loads nothing; the body is the table from its first line to its
  /// last.
  private var html: String {
    func row(_ cells: [String], _ tag: String) -> String {
      "<tr>" + cells.map { "<\(tag)>\(HTMLText.escape($0))</\(tag)>" }.joined() + "</tr>\n"
    }
    let heading = "<thead>\n\(row(Self.columns, "th"))</thead>\n"
    let lines = rows.map { row(cells($0), "td") }.joined()
    let body = "<table>\n\(heading)<tbody>\n\(lines)</tbody>\n</table>\n"
    let policy =
      "default-src 'none'; style-src 'sha256-\(ContentDigest.base64(of: Self.style.utf8))'; "
      + "base-uri 'none'; form-action 'none'"
    let head = named(body).map { "<dt>\($0.name)</dt><dd>\(HTMLText.escape($0.value))</dd>\n" }
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="viewport" content="width=device-width">
      <title>Audit report</title>
      <style>\(Self.style)</style>
      </head>
      <body>
      <h1>Audit report</h1>
      <dl>
      \(head.joined())</dl>
      \(body)</body>
      </html>

      """
  }
}
