internal import Crypto
internal import Documents
internal import Records

/// Names the records that discovery creates.
struct RecordNaming {
  let records: WorkingRecords

  /// Returns the reference of a new record: the source's naming attribute, else the first label of
  /// the host name, else the serial number, else the key, made safe; with `-` and six hexadecimal
  /// digits of the SHA-1 over source, NUL and key where that is taken.
  func reference(className: String, for sighting: Sighting) throws -> Reference? {
    let named = sighting.source.naming.lazy.compactMap { path in
      sighting.observation.attributes.values(at: path).first?.scalarText
    }.first
    let label = sighting.attributes["fqdn"]?.stringValue
    let candidates = [
      named.map(Self.firstLabel), label.map(Self.firstLabel),
      sighting.attributes["serial"]?.scalarText, sighting.key,
    ]
    guard let id = candidates.lazy.compactMap({ $0.flatMap(RecordIdentifier.made) }).first else {
      return nil
    }
    let wanted = Reference(className: className, id: id)
    if try !records.exists(wanted) { return wanted }
    let digest = Insecure.SHA1.hash(data: Array("\(sighting.source.name)\0\(sighting.key)".utf8))
    let digits = digest.prefix(3).map { byte in
      byte < 16 ? "0\(String(byte, radix: 16))" : String(byte, radix: 16)
    }.joined()
    let other = Reference(
      className: className, id: "\(id.prefix(RecordIdentifier.greatestLength - 7))-\(digits)")
    return try records.exists(other) ? nil : other
  }

  private static func firstLabel(_ name: String) -> String {
    // An address is no name of labels.
    if name.allSatisfy({ $0.isNumber || $0 == "." }) { return name }
    return name.split(separator: ".").first.map(String.init) ?? name
  }
}

/// The record that is written for a thing that no record was found for.
struct NewRecord {
  /// The record.
  let value: Value

  init(_ sighting: Sighting, reference: Reference, recordClass: RecordClass) throws {
    var fields: ValueMap = [
      "id": .string(reference.id), "class": .string(reference.className),
    ]
    let name = sighting.attributes["name"]?.stringValue ?? sighting.attributes["fqdn"]?.stringValue
    fields["name"] = .string(name ?? reference.id)
    if let owner = sighting.source.owner { fields["owner"] = .string(owner) }
    if let state = recordClass.lifecycle?.initial.first { fields["lifecycle"] = .string(state) }
    for (name, value) in sighting.source.defaults { fields[name] = value }
    var value = Value.map(fields)
    let edits = sighting.leaves(of: recordClass).compactMap { leaf -> DocumentEdit? in
      let isGoverned = recordClass.attributes[leaf.path]?.isGoverned ?? true
      if leaf.value.isNull || (isGoverned && sighting.source.kind != .import) { return nil }
      return .set(leaf.path, leaf.value)
    } + [
      .set(
        AttributePath().appending(name: "sources").appending(name: sighting.source.name),
        .string(sighting.key))
    ]
    value = try value.applying(edits, keys: recordClass.listKeys, order: recordClass.keyOrder)
    self.value = value
  }
}
