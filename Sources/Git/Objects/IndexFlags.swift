/// The marks of an index by which git takes files on trust.
///
/// The form is that of git's `gitformat-index`, versions 2 to 4: a header of 12 bytes; entries of 60
/// bytes of facts, two of flags, two more where those say so, and the name; then extensions.
struct IndexFlags {
  /// Whether an entry is marked `assume-unchanged`.
  private(set) var assumesUnchanged = false
  /// Whether an entry is marked `skip-worktree`.
  private(set) var skipsWorkingTree = false

  /// Reads the flags of every entry; nil for an index of another version, one that is damaged, and
  /// one of which a part is in another file.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= 32, bytes.starts(with: Array("DIRC".utf8)),
      (2...4).contains(Self.number(bytes, at: 4))
    else { return nil }
    let isPrefixed = Self.number(bytes, at: 4) == 4
    // The last 20 bytes are a digest of the rest.
    let end = bytes.count - 20
    var offset = 12
    for _ in 0..<Self.number(bytes, at: 8) {
      let start = offset
      guard offset + 62 <= end else { return nil }
      let flags = bytes[offset + 60]
      if flags & 0x80 != 0 { assumesUnchanged = true }
      offset += 62
      if flags & 0x40 != 0 {
        guard offset + 2 <= end else { return nil }
        if bytes[offset] & 0x40 != 0 { skipsWorkingTree = true }
        offset += 2
      }
      if isPrefixed {
        // How much of the last name to leave out, with the highest bit on all bytes but the last.
        while offset < end, bytes[offset] & 0x80 != 0 { offset += 1 }
        offset += 1
      }
      guard let zero = Self.zero(bytes, from: offset, before: end) else { return nil }
      offset = isPrefixed ? zero + 1 : start + (zero - start + 8) / 8 * 8
    }
    while offset + 8 <= end {
      if bytes[offset..<offset + 4].elementsEqual("link".utf8) { return nil }
      offset += 8 + Self.number(bytes, at: offset + 4)
    }
  }

  private static func number(_ bytes: [UInt8], at offset: Int) -> Int {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  private static func zero(_ bytes: [UInt8], from start: Int, before end: Int) -> Int? {
    var offset = start
    while offset < end {
      if bytes[offset] == 0 { return offset }
      offset += 1
    }
    return nil
  }
}
