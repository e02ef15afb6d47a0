internal import Diagnostics
internal import Documents
internal import Git
internal import History
internal import Records

/// Writes a blame.
struct BlameOutput {
  let record: Record
  let commit: ObjectID?
  let lines: [BlameLine]

  func print(
    as format: OutputFormat,
    to terminal: Terminal,
    withEnds: Bool,
    empty: String
  ) {
    if format.isDocument {
      let shape: Value = .map([
        "ref": .string(record.reference.description), "commit": Shape.text(commit?.hex),
        "attributes": .list(lines.map(Shape.blame)),
      ])
      return terminal.print(shape, as: format)
    }
    var columns = ["attribute", "value"]
    if withEnds { columns += ["stood until", "ended by", "then"] }
    columns += ["set by", "when", "commit", "changes"]
    if isApproved { columns.append("approved by") }
    var rows = Rows(columns: columns + ["why"])
    for line in lines {
      rows.append(
        [line.attribute.description, ValueText.cell(line.value)] + (withEnds ? ends(line) : [])
          + origin(line.provenance),
        Shape.blame(line)
      )
    }
    rows.print(as: format, to: terminal, empty: empty)
  }

  /// Whether any value bears an approval: a column that is empty throughout tells nothing.
  private var isApproved: Bool {
    lines.contains { $0.provenance?.approvals.isEmpty == false }
  }

  private func origin(_ origin: Provenance?) -> [String] {
    guard let origin else {
      return ["you", "", "", "0"] + (isApproved ? [""] : []) + [BlameLine.uncommitted]
    }
    let day = origin.time.map { CalendarDay(secondsSince1970: $0).description }
    var cells = [
      Self.setter(origin), day ?? "", String(origin.commit?.prefix(8) ?? ""), "\(origin.changes)",
    ]
    if isApproved { cells.append(origin.approvals.map(Self.weighed).joined(separator: ", ")) }
    let why = [origin.rule, origin.summary].compactMap { $0 }.joined(separator: ": ")
    cells.append(SafeText.escape(why))
    return cells
  }

  private func ends(_ line: BlameLine) -> [String] {
    guard let end = line.end, let until = end.until else { return ["still stands", "", ""] }
    return [
      CalendarDay(secondsSince1970: until.time).description,
      String(end.endedBy?.id.hex.prefix(8) ?? ""), ValueText.cell(end.next),
    ]
  }

  /// A source by its name, a person by name and how far the name is to be trusted.
  private static func setter(_ origin: Provenance) -> String {
    if let source = origin.source { return "source \(source)" }
    return origin.author.map(weighed) ?? ""
  }

  /// What commits say is safe to show in CSV as well: nothing reads it back in.
  private static func weighed(_ actor: Actor) -> String {
    "\(SafeText.escape(actor.name)) (\(actor.weight))"
  }

  /// Writes a line a fact; the help of the command promises the form.
  func printPorcelain(to terminal: Terminal) {
    for line in lines {
      for (key, value) in Self.facts(line) {
        terminal.printRaw(value.isEmpty ? "\(key)\n" : "\(key) \(SafeText.escape(value))\n")
      }
      terminal.printRaw("\n")
    }
  }

  private static func facts(_ line: BlameLine) -> [(String, String)] {
    var facts = [
      ("attribute", line.attribute.description), ("value", line.value.json(pretty: false)),
      ("commit", line.provenance?.commit ?? ObjectID.zero.hex),
    ]
    func add(_ key: String, _ value: String?) {
      if let value { facts.append((key, value)) }
    }
    let origin = line.provenance
    add("time", origin?.time.map { Timestamp(seconds: $0).description })
    add("author", origin?.author?.name)
    add("author-mail", origin?.author?.email)
    add("author-weight", origin?.author?.weight)
    add("source", origin?.source)
    add("delivery", origin?.delivery)
    add("rule", origin?.rule)
    for actor in origin?.approvals ?? [] {
      add("approved-by", "\(actor.name) <\(actor.email)> \(actor.weight)")
    }
    add("changes", "\(origin?.changes ?? 0)")
    add("summary", origin?.summary ?? BlameLine.uncommitted)
    if let end = line.end {
      add("until", end.until?.id.hex)
      add("until-time", end.until.map { Timestamp(seconds: $0.time).description })
      add("ended-by", end.endedBy?.id.hex)
      add("next", end.next?.json(pretty: false))
    }
    return facts
  }
}

extension Actor {
  /// How far the name is to be trusted, in a word.
  var weight: String { isVerified ? "verified" : "claimed" }
}
