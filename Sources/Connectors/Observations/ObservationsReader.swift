import Documents
import Records

/// Reads the generic delivery: a JSON map with `observations`, or one observation a line (NDJSON).
///
/// A line or an item that is no observation is refused alone; the rest is taken.
enum ObservationsReader {
  private static let names = ["sweep", "sections", "observed_at", "observations"]

  /// Reads one delivery in either form.
  static func read(_ bytes: [UInt8], rules: ReadingRules) throws(ConnectorError) -> Delivery {
    if isLines(bytes, limits: rules.limits) { return try lines(bytes, rules: rules) }
    let document = try JSONReader.document(bytes, limits: rules.limits)
    let root = document.root
    try rules.checkMessage(document.outline(root, depth: 1))
    guard document.kind(root) == .map, let list = document.child(root, named: "observations") else {
      throw ConnectorError(
        .otherMessage,
        "the JSON has no list `observations`",
        line: document.line(root),
        help: "write {\"observations\": [{\"key\": …, \"attributes\": {…}}]}, or one observation "
          + "a line"
      )
    }
    return try delivery(of: list, in: document, rules: rules)
  }

  /// Whether the text is one observation a line: its first line that is not blank is a JSON map by
  /// itself, and is an observation or is followed by more.
  static func isLines(_ bytes: [UInt8], limits: ConnectorLimits) -> Bool {
    var first: Document?
    for (_, line) in LineReader(bytes) where line.contains(where: { !JSONReader.isSpace($0) }) {
      if first != nil { return true }
      // No observation is that long, and a long text is not to be parsed twice.
      guard line.count <= 4 * limits.observationBytes else { return false }
      do throws(ConnectorError) {
        let document = try JSONReader.document(Array(line), limits: limits)
        guard document.kind(document.root) == .map else { return false }
        if document.child(document.root, named: "key") != nil { return true }
        first = document
      } catch {
        return false
      }
    }
    return false
  }

  private static func lines(_ bytes: [UInt8], rules: ReadingRules) throws(ConnectorError)
    -> Delivery
  {
    var builder = DeliveryBuilder(rules)
    for (number, line) in LineReader(bytes) where line.contains(where: { !JSONReader.isSpace($0) })
    {
      let document: Document
      do throws(ConnectorError) {
        document = try JSONReader.document(Array(line), limits: rules.limits)
      } catch {
        let column = error.column.map { ", column \($0)" } ?? ""
        builder.reject(line: number, key: nil, "the line is no JSON\(column): \(error.message)")
        continue
      }
      try add(document.root, in: document, line: number, rules: rules, to: &builder)
    }
    return builder.delivery(sweep: rules.isWhole ? .whole(finished: true) : .single)
  }

  private static func delivery(
    of list: NodeIndex,
    in document: Document,
    rules: ReadingRules
  ) throws(ConnectorError) -> Delivery {
    let root = document.root
    guard document.kind(list) == .list else {
      throw ConnectorError(
        .syntax,
        "`observations` is no list",
        line: document.line(list),
        column: document.column(list),
        help: "write a list of observations"
      )
    }
    for entry in document.entries(of: root) {
      let name = document.text(entry.key)
      guard !names.contains(name) else { continue }
      throw ConnectorError(
        .syntax,
        "a delivery has no `\(name)`",
        line: document.line(entry.key),
        column: document.column(entry.key),
        help: "it has \(names.joined(separator: ", "))"
      )
    }
    let sweep = try sweep(of: document, rules: rules)
    let sections = try sections(of: document)
    let observedAt = try observedAt(of: document)
    var builder = DeliveryBuilder(rules)
    var lines = LineCounter(document)
    for item in document.items(of: list) {
      let line = lines.line(of: item, in: document)
      try add(item, in: document, line: line, rules: rules, to: &builder)
    }
    return builder.delivery(sweep: sweep, sections: sections, observedAt: observedAt)
  }

  private static func sweep(of document: Document, rules: ReadingRules) throws(ConnectorError)
    -> Sweep
  {
    guard let node = document.child(document.root, named: "sweep") else {
      return rules.isWhole ? .whole(finished: true) : .single
    }
    switch document.value(node) {
    case "whole": return .whole(finished: true)
    case "single": return .single
    default:
      throw ConnectorError(
        .syntax,
        "`sweep` is neither whole nor single",
        line: document.line(node),
        column: document.column(node),
        help: "write \"whole\" where the delivery names everything, else \"single\""
      )
    }
  }

  private static func sections(of document: Document) throws(ConnectorError) -> [String]? {
    guard let node = document.child(document.root, named: "sections") else { return nil }
    let names = document.value(node).listValue?.compactMap(\.stringValue)
    guard let names, names.count == document.count(node) else {
      throw ConnectorError(
        .syntax,
        "`sections` is no list of names",
        line: document.line(node),
        column: document.column(node),
        help: "write the names of the parts that are complete"
      )
    }
    return names
  }

  private static func observedAt(of document: Document) throws(ConnectorError) -> String? {
    guard let node = document.child(document.root, named: "observed_at") else { return nil }
    guard let text = document.value(node).stringValue, Timestamp(text) != nil else {
      throw ConnectorError(
        .syntax,
        "`observed_at` is no time",
        line: document.line(node),
        column: document.column(node),
        help: "write a time of RFC 3339: 2026-11-24T09:12:31Z"
      )
    }
    return text
  }

  private static func add(
    _ node: NodeIndex,
    in document: Document,
    line: Int,
    rules: ReadingRules,
    to builder: inout DeliveryBuilder
  ) throws(ConnectorError) {
    switch ObservationForm(document, node).thing(line: line) {
    case .success(let thing): try builder.add(thing)
    case .failure(let objection): builder.reject(line: line, key: objection.key, objection.message)
    }
  }
}
