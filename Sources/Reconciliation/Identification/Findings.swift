internal import Documents
internal import Records

/// The findings about sightings that are held, each with the commands that would resolve it.
enum Findings {
  /// A key stands in several records, of each of which the value is given.
  static func copiedBinding(
    _ sighting: Sighting,
    _ records: [(reference: Reference, value: Value?)]
  ) -> ReconciliationFinding {
    let references = records.map(\.reference)
    return finding(
      .duplicate,
      sighting,
      references.first,
      "\(key(sighting)) stands in the sources of \(list(references)), so nothing of it is applied; "
        + "leave it in the right one",
      records.map { unbinding(sighting, $0.reference, $0.value) }
    )
  }

  /// The command that takes the sighting's key from a record, and no other key.
  private static func unbinding(
    _ sighting: Sighting,
    _ reference: Reference,
    _ record: Value?
  ) -> String {
    var path = Bindings.attribute.appending(name: sighting.source.name)
    if record?["sources"]?[sighting.source.name]?.listValue != nil {
      path = path.appending(item: ItemKey(parts: [sighting.key]))
    }
    return "cmdb unset \(reference) \(quoted(path.description))"
  }

  /// A binding points to a record whose identifier differs.
  static func rebind(
    _ sighting: Sighting,
    _ reference: Reference,
    _ attribute: AttributePath,
    record: Value?
  ) -> ReconciliationFinding {
    let seen = Value.map(sighting.attributes).values(at: attribute).first
    let known = record?.values(at: attribute).first
    var finding = finding(
      .rebind,
      sighting,
      reference,
      "\(key(sighting)) is bound to \(reference), but \(plain(attribute)) differs "
        + "(\(text(known)) there, \(text(seen)) here), so nothing of it is applied; move the key to "
        + "the sources of the right record, or correct \(plain(attribute))",
      [unbinding(sighting, reference, record)]
    )
    finding.attribute = attribute
    finding.value = known
    finding.observed = seen
    return finding
  }

  /// Several records may be the thing, or one with something that speaks against it; each comes with
  /// the keys under which the source knows it already.
  static func duplicate(
    _ sighting: Sighting,
    _ records: [(reference: Reference, keys: [String])],
    _ reason: Identification.Reason
  ) -> ReconciliationFinding {
    let references = records.map(\.reference)
    let why: String
    var attribute: AttributePath?
    switch reason {
    case .several: why = "may be each of \(list(references))"
    case .contradicted(let equal, let other):
      attribute = other
      why =
        "has \(names(equal)) of \(list(references)), but another \(plain(other)): the same thing "
        + "changed, or two things with one identifier"
    case .twin(let equal, let key):
      why =
        "has \(names(equal)) of \(list(references)), which \(sighting.source.name) already knows as "
        + "\(key)"
    }
    var finding = finding(
      .duplicate,
      sighting,
      references.first,
      "\(key(sighting)) \(why); write the key into the sources of the right record",
      records.map { binding(sighting, to: $0.reference, knownAs: $0.keys) }
        + [creation(sighting, sighting.className ?? "CLASS")]
    )
    finding.attribute = attribute
    finding.observed = attribute.flatMap { Value.map(sighting.attributes).values(at: $0).first }
    return finding
  }

  /// The command that binds a record to the sighting's key, beside those that it is bound to.
  private static func binding(
    _ sighting: Sighting,
    to reference: Reference,
    knownAs keys: [String]
  ) -> String {
    let path = Bindings.attribute.appending(name: sighting.source.name)
    guard !keys.isEmpty else { return "cmdb set \(reference) \(path)=\(quoted(sighting.key))" }
    let all = Value.list((keys + [sighting.key]).map { .string($0) })
    return "cmdb set \(reference) \(quoted("\(path)=\(all.json(pretty: false))"))"
  }

  /// The command that writes a record for the sighting's thing.
  private static func creation(_ sighting: Sighting, _ className: String) -> String {
    "cmdb new \(className) ID --set sources.\(sighting.source.name)=\(quoted(sighting.key))"
  }

  /// The command that delivers something better.
  private static func delivery(_ source: SourceDefinition) -> String {
    "cmdb import \(source.format) --source \(source.name) FILE"
  }

  /// The record was deleted, and nothing says that it shall stay away. `restoration` is the command
  /// that brings it back.
  static func deleted(
    _ sighting: Sighting,
    _ reference: Reference,
    restoration: String?
  ) -> ReconciliationFinding {
    finding(
      .deleted,
      sighting,
      reference,
      "\(reference) was deleted, but \(sighting.source.name) still says \(sighting.key); add the key "
        + "to ignore in sources/\(sighting.source.name).yaml, or bring the record back",
      restoration.map { [$0] } ?? []
    )
  }

  /// No record is the thing, and nothing creates one.
  static func unmatched(_ sighting: Sighting, _ className: String) -> ReconciliationFinding {
    let source = sighting.source
    let why: String
    if sighting.observation.isPartial {
      why = "only some of its sections were said so far"
    } else {
      switch source.definition.unknown {
      case .create: why = "its record is held"
      case .hold: why = "\(source.name) creates none"
      case .propose: why = "\(source.name) only proposes"
      }
    }
    return finding(
      .unmatched,
      sighting,
      nil,
      "no record is \(key(sighting)), and \(why); write the record, or add the key to ignore in "
        + "sources/\(source.name).yaml",
      [creation(sighting, className)]
    )
  }

  /// No class rule holds.
  static func classless(_ sighting: Sighting) -> ReconciliationFinding {
    finding(
      .unmatched,
      sighting,
      nil,
      "no class rule of \(sighting.source.name) holds for \(sighting.key); write the record, or add "
        + "the key to ignore in sources/\(sighting.source.name).yaml",
      [creation(sighting, "CLASS")]
    )
  }

  /// The class does not exist.
  static func noSuchClass(_ sighting: Sighting, _ className: String) -> ReconciliationFinding {
    finding(
      .unmatched,
      sighting,
      nil,
      "\(key(sighting)) is said to be of class \(className), which there is not",
      ["cmdb schema ls"]
    )
  }

  /// Nothing gives an id, or every id that would do is taken.
  static func nameless(_ sighting: Sighting) -> ReconciliationFinding {
    finding(
      .unmatched,
      sighting,
      nil,
      "\(key(sighting)) gives no id that is free; set naming in sources/\(sighting.source.name).yaml",
      [creation(sighting, "CLASS")]
    )
  }

  /// The record would be invalid.
  static func invalid(_ sighting: Sighting, _ reference: Reference, _ objections: [String])
    -> ReconciliationFinding
  {
    finding(
      .invalid,
      sighting,
      reference,
      "\(reference) would be invalid with what \(sighting.source.name) says of \(sighting.key): "
        + "\(objections.joined(separator: "; ")); correct the mapping in "
        + "sources/\(sighting.source.name).yaml, or the source itself, and deliver again",
      ["cmdb source show \(sighting.source.name)", delivery(sighting.source.definition)]
    )
  }

  /// Two observations are valid alone and invalid together.
  static func conflict(_ sighting: Sighting, _ reference: Reference, _ objections: [String])
    -> ReconciliationFinding
  {
    finding(
      .conflict,
      sighting,
      reference,
      "\(key(sighting)) is held, since with what counts more \(reference) would be invalid: "
        + "\(objections.joined(separator: "; ")); look who says what, and correct the one that is "
        + "wrong",
      ["cmdb source explain \(reference)", delivery(sighting.source.definition)]
    )
  }

  /// A file on the source's branch is no observation.
  static func unreadable(_ observation: UnreadableObservation, of source: SourceDefinition)
    -> ReconciliationFinding
  {
    ReconciliationFinding(
      kind: .invalid,
      reference: nil,
      source: source.name,
      key: observation.key,
      since: observation.time,
      message: "the branch of \(source.name) holds what is no observation, so what was said before "
        + "stands: \(observation.message); deliver it again",
      commands: [delivery(source)]
    )
  }

  private static func finding(
    _ kind: ReconciliationFinding.Kind,
    _ sighting: Sighting,
    _ reference: Reference?,
    _ message: String,
    _ commands: [String]
  ) -> ReconciliationFinding {
    ReconciliationFinding(
      kind: kind,
      reference: reference,
      source: sighting.source.name,
      key: sighting.key,
      since: sighting.time,
      message: message,
      commands: commands
    )
  }

  private static func key(_ sighting: Sighting) -> String {
    "\(sighting.key) of \(sighting.source.name)"
  }

  private static func list(_ references: [Reference]) -> String {
    let names = references.map(\.description)
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return "\(names.dropLast().joined(separator: ", ")) and \(last)"
  }

  private static func names(_ patterns: [AttributePath]) -> String {
    patterns.map(plain).joined(separator: ", ")
  }

  /// A pattern as people write it: `interfaces.mac`.
  static func plain(_ pattern: AttributePath) -> String {
    pattern.description.replacing("[]", with: "")
  }

  /// A value in a sentence.
  static func text(_ value: Value?) -> String {
    guard let value, !value.isNull else { return "none" }
    return value.scalarText ?? value.json(pretty: false)
  }

  /// A word of a shell command.
  static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "._-:/@+,=".utf8.contains(byte)
      }
    }
    return isPlain && !text.isEmpty ? text : "'\(text.replacing("'", with: "'\\''"))'"
  }
}
