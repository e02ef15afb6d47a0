public import Documents

/// Which identifiers say nothing: what firmware writes where nothing is known, and hardware addresses
/// that are no thing's own. The lists are data: `schema/identifiers/junk.yaml` and `mac.yaml`.
public struct IdentifierRules: Sendable {
  /// Whose a hardware address is.
  public enum MACKind: Sendable, Hashable {
    /// One adapter's own, given by its maker.
    case own
    /// Nobody's: a placeholder, multicast, or what a maker put into every one of its adapters.
    case never
    /// That of a group of devices that stand in for each other.
    case shared
    /// Locally administered: made up on the spot, so the same one turns up on many machines.
    case weak
  }

  private let junk: Set<String>
  private let junkUUIDs: Set<String>
  private let neverMACs: [String]
  private let sharedMACs: [String]
  private let virtualMACs: [String]

  /// Reads the rules out of the two parsed files.
  public init(junk: Value?, mac: Value?) {
    self.junk = Set((junk?["values"]?.texts ?? []).map { $0.lowercased() })
    junkUUIDs = Set(
      (junk?["uuids"]?.texts ?? []).compactMap { Normalisation.uuid.applied(to: $0) }
    )
    neverMACs = Self.prefixes(mac?["never"])
    sharedMACs = Self.prefixes(mac?["shared"])
    virtualMACs = Self.prefixes(mac?["virtual"])
  }

  private static func prefixes(_ list: Value?) -> [String] {
    (list?.texts ?? []).map { $0.lowercased() }
  }

  /// No rules but those of form.
  public static let none = IdentifierRules(junk: nil, mac: nil)

  /// Whether a serial, tag, name, UUID or hardware address is what firmware writes where nothing is
  /// known.
  public func isJunk(_ text: String) -> Bool {
    let value = (Normalisation.trim.applied(to: text) ?? "").lowercased()
    if junk.contains(value) { return true }
    let scalars = value.unicodeScalars
    if scalars.count < 3 {
      // Makers such as HP and LG have names of two letters.
      return scalars.count < 2 || !scalars.allSatisfy(\.properties.isAlphabetic)
        || scalars.first == scalars.last
    }
    if let uuid = Normalisation.uuid.applied(to: value) { return isJunkUUID(uuid) }
    if scalars.count > 12, let mac = Normalisation.mac.applied(to: value) {
      return Set(mac).subtracting([":"]).count == 1
    }
    let letters = Set(value)
    if letters.count == 1 || letters.isSubset(of: ["0", "1"]) { return true }
    return "12345678901234567890".hasPrefix(value) || "01234567890123456789".hasPrefix(value)
  }

  private func isJunkUUID(_ uuid: String) -> Bool {
    let digits = Set(uuid.filter { $0 != "-" })
    return digits.count == 1 || digits.isSubset(of: ["0", "1"]) || junkUUIDs.contains(uuid)
      || junkUUIDs.contains(Self.swapped(uuid: uuid))
  }

  /// Whose a hardware address is; anything that is no address is nobody's.
  ///
  /// The second lowest bit of the first byte marks a locally administered address, the lowest one a
  /// multicast address (IEEE 802, section 8.2).
  public func kind(ofMAC text: String) -> MACKind {
    guard let mac = Normalisation.mac.applied(to: text),
      let first = UInt8(mac.prefix(2), radix: 16)
    else { return .never }
    if first & 1 == 1 || mac == "00:00:00:00:00:00" { return .never }
    if neverMACs.contains(where: mac.hasPrefix) { return .never }
    if sharedMACs.contains(where: mac.hasPrefix) { return .shared }
    return first & 2 == 2 ? .weak : .own
  }

  /// Whether a hardware address is one adapter's own, so that a thing may be found by it.
  public func identifies(mac: String) -> Bool { kind(ofMAC: mac) == .own }

  /// Whether a hypervisor gave the address, so that its bearer is most often a virtual machine.
  public func isVirtual(mac text: String) -> Bool {
    guard let mac = Normalisation.mac.applied(to: text) else { return false }
    return virtualMACs.contains(where: mac.hasPrefix)
  }

  /// The UUID as a machine writes it that swaps the bytes of the first three fields (SMBIOS 2.6,
  /// section 7.2.1); a text of another form as it is.
  public static func swapped(uuid: String) -> String {
    let parts = uuid.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [8, 4, 4, 4, 12] else { return uuid }
    let reversed = parts.prefix(3).map { part -> String in
      let digits = Array(part.utf8)
      let pairs = stride(from: digits.count - 2, through: 0, by: -2)
      return pairs.map { String(decoding: digits[$0...$0 + 1], as: UTF8.self) }.joined()
    }
    return (reversed + parts.suffix(2).map(String.init)).joined(separator: "-")
  }
}
