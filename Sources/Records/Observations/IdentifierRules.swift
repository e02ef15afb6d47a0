public import Documents

/// Which identifiers say nothing: what firmware writes where nothing is known, and hardware addresses
/// that are no thing's own. The lists are data: `schema/identifiers/junk.yaml` and `mac.yaml`.
public struct IdentifierRules: Sendable {
  private let junk: Set<String>
  private let junkUUIDs: Set<String>
  private let neverMACs: [String]
  private let sharedMACs: [String]

  /// Reads the rules out of the two parsed files.
  public init(junk: Value?, mac: Value?) {
    self.junk = Set((junk?["values"]?.texts ?? []).map { $0.lowercased() })
    junkUUIDs = Set(
      (junk?["uuids"]?.texts ?? []).compactMap { Normalisation.uuid.applied(to: $0) })
    neverMACs = (mac?["never"]?.texts ?? []).map { $0.lowercased() }
    sharedMACs = (mac?["shared"]?.texts ?? []).map { $0.lowercased() }
  }

  /// No rules but those of form.
  public static let none = IdentifierRules(junk: nil, mac: nil)

  /// Whether a serial, tag or name is what firmware writes where nothing is known.
  public func isJunk(_ text: String) -> Bool {
    let value = (Normalisation.trim.applied(to: text) ?? "").lowercased()
    if value.unicodeScalars.count < 3 || junk.contains(value) { return true }
    if let uuid = Normalisation.uuid.applied(to: value) { return isJunkUUID(uuid) }
    let letters = Set(value)
    if letters.count == 1 || letters.isSubset(of: ["0", "1"]) { return true }
    return "12345678901234567890".hasPrefix(value) || "01234567890123456789".hasPrefix(value)
  }

  private func isJunkUUID(_ uuid: String) -> Bool {
    let digits = Set(uuid.filter { $0 != "-" })
    return digits.count == 1 || digits.isSubset(of: ["0", "1"]) || junkUUIDs.contains(uuid)
  }

  /// Whether a hardware address, normalised, is one thing's own: not multicast, not one that many
  /// things have, not locally administered.
  public func identifies(mac: String) -> Bool {
    guard let first = UInt8(mac.prefix(2), radix: 16) else { return false }
    if first & 1 == 1 || first & 2 == 2 { return false }
    if mac == "00:00:00:00:00:00" { return false }
    return !(neverMACs + sharedMACs).contains { mac.hasPrefix($0) }
  }

  /// The UUID as a machine writes it that swaps the bytes of the first three fields (SMBIOS 2.6).
  public static func swapped(uuid: String) -> String {
    let parts = uuid.split(separator: "-").map(String.init)
    guard parts.count == 5 else { return uuid }
    let reversed = parts.prefix(3).map { part -> String in
      let digits = Array(part)
      return stride(from: digits.count - 2, through: 0, by: -2)
        .map { String(digits[$0...$0 + 1]) }.joined()
    }
    return (reversed + parts.suffix(2)).joined(separator: "-")
  }
}
