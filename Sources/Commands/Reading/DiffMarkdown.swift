internal import Diagnostics
internal import Documents
internal import Git
internal import Records
internal import Snapshots
internal import Validation

/// A difference as a comment on a pull request: what it comes to, then a table a record.
///
/// Forges refuse comments of more than 65,536 characters, so long ones are cut, and say by how much.
struct DiffMarkdown {
  private static let mostRecords = 50
  private static let mostAttributes = 40
  private static let mostBytes = 60_000

  private let changes: [AttributeChange]
  private let states: StatePair

  init(_ changes: [AttributeChange], _ states: StatePair) {
    self.changes = changes
    self.states = states
  }

  /// The comment, without a last line end.
  var text: String {
    let records = Self.grouped(changes)
    var text = "### \(Self.headline(records))\n"
    var length = text.utf8.count
    var shown = 0
    for record in records {
      let part = "\n" + section(record)
      length += part.utf8.count
      if shown == Self.mostRecords || length > Self.mostBytes { break }
      text += part
      shown += 1
    }
    if shown < records.count {
      text += "\n… and \(Self.count(records.count - shown, "more record", "more records")).\n"
    }
    return text + "\n<sub>\(states.title)</sub>"
  }

  private static func grouped(_ changes: [AttributeChange]) -> [[AttributeChange]] {
    var records: [[AttributeChange]] = []
    for change in changes {
      if let last = records.last?.last, last.reference == change.reference {
        records[records.count - 1].append(change)
      } else {
        records.append([change])
      }
    }
    return records
  }

  private static func headline(_ records: [[AttributeChange]]) -> String {
    if records.isEmpty { return "No record differs" }
    let kinds = records.map { $0[0].kind }
    let names: [(AttributeChange.Kind, String)] = [
      (.created, "created"), (.renamed, "renamed"), (.deleted, "deleted"),
    ]
    var parts = names.compactMap { kind, name -> String? in
      let count = kinds.count { $0 == kind }
      return count == 0 ? nil : "\(count) \(name)"
    }
    let named = Set(names.map(\.0))
    let changed = kinds.count { !named.contains($0) }
    if changed > 0 { parts.insert("\(changed) changed", at: 0) }
    let attributes = records.joined().count { $0.attribute != nil }
    let tail = attributes == 0 ? "" : ", \(count(attributes, "attribute", "attributes"))"
    return "\(count(records.count, "record", "records")): "
      + parts.joined(separator: ", ") + tail
  }

  private static func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(number) \(number == 1 ? one : many)"
  }

  private func section(_ record: [AttributeChange]) -> String {
    let first = record[0]
    let happened =
      switch first.kind {
      case .created, .deleted: first.kind.rawValue
      case .renamed: "renamed from \(MarkdownText.code(first.from?.description ?? ""))"
      default: "changed"
      }
    var text = "#### \(MarkdownText.code(first.reference.description)) \(happened)\n\n"
    text += "class \(MarkdownText.code(first.reference.className))"
    text += ", \(owner(first))\n"
    let rows = record.filter { $0.attribute != nil }
    if rows.isEmpty { return text }
    text += "\n| attribute | old | new |\n| --- | --- | --- |\n"
    for change in rows.prefix(Self.mostAttributes) {
      let cells = [
        MarkdownText.code(change.attribute?.description ?? ""), MarkdownText.value(change.old),
        MarkdownText.value(change.new),
      ]
      text += "| \(cells.joined(separator: " | ")) |\n"
    }
    let hidden = rows.count - Self.mostAttributes
    if hidden > 0 {
      text += "\n… and \(Self.count(hidden, "more attribute", "more attributes")).\n"
    }
    return text
  }

  /// Who answers for the record: as it will be, or as it was where it goes.
  private func owner(_ change: AttributeChange) -> String {
    let sides = [
      (states.after, change.reference), (states.before, change.from ?? change.reference),
    ]
    for (snapshot, reference) in sides {
      guard let record = try? snapshot.record(reference) else { continue }
      let people = PersonDirectory(lookup: snapshot, catalogue: snapshot.catalogue)
      guard let owner = people.owner(of: reference, record.value) else { continue }
      return "owner \(MarkdownText.code(owner.description))"
    }
    return "no owner"
  }
}

extension StatePair {
  /// Which states are compared.
  fileprivate var title: String {
    let old = base.map { MarkdownText.code(String($0.hex.prefix(12))) } ?? "nothing"
    let new = head.map { MarkdownText.code(String($0.hex.prefix(12))) } ?? "the working tree"
    return "\(old) → \(new)"
  }
}
