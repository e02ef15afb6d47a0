internal import Documents
internal import Records

/// Names the records that discovery creates.
struct RecordNaming {
  let records: WorkingRecords

  /// Returns the reference of a new record: the source's naming attribute, else the first label of
  /// the host name, else the serial number, else the key, made safe; with `-` and six hexadecimal
  /// digits of the SHA-1 over source, NUL and key where that is taken. Nil where that is taken too.
  func reference(className: String, for sighting: Sighting) throws -> Reference? {
    guard let id = id(for: sighting) else { return nil }
    let wanted = Reference(className: className, id: id)
    if try !records.exists(wanted) { return wanted }
    let digits = KeyDigest.digits(source: sighting.source.name, key: sighting.key)
    let stem = id.prefix(RecordIdentifier.greatestLength - 7)
    let other = Reference(className: className, id: "\(stem)-\(digits)")
    return try records.exists(other) ? nil : other
  }

  private func id(for sighting: Sighting) -> String? {
    let hostName =
      sighting.attributes["fqdn"]?.stringValue
      ?? sighting.attributes["name"]?.stringValue.flatMap { Self.isHostName($0) ? $0 : nil }
    var candidates: [String?] = sighting.source.naming.map { path in
      let said = path.value(in: sighting.observation.attributes)?.scalarText
      return said.map { Self.isSameName($0, hostName) ? Self.firstLabel($0) : $0 }
    }
    if sighting.source.definition.kind == .import {
      candidates.append(sighting.attributes["id"]?.scalarText)
    }
    candidates.append(hostName.map(Self.firstLabel))
    candidates.append(sighting.attributes["serial"]?.scalarText)
    candidates.append(sighting.key)
    return candidates.lazy.compactMap { $0.flatMap(RecordIdentifier.made) }.first
  }

  private static func isSameName(_ name: String, _ hostName: String?) -> Bool {
    guard let hostName else { return false }
    return Normalisation.fqdn.applied(to: name) == Normalisation.fqdn.applied(to: hostName)
  }

  /// Whether a thing's name may be that of a host on a network (RFC 1123, section 2.1, and the
  /// underscore that Windows allows).
  private static func isHostName(_ name: String) -> Bool {
    name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "-_.".utf8.contains(byte)
      }
    }
  }

  private static func firstLabel(_ name: String) -> String {
    // An address is no name of labels.
    if name.allSatisfy({ $0.isNumber || $0 == "." }) { return name }
    return name.split(separator: ".").first.map(String.init) ?? name
  }
}
