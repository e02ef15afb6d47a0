internal import Glibc

/// The bytes of a tree object: for each entry an octal mode, a space, the name, a NUL and 20 bytes of
/// id, sorted by name, where a folder counts as if its name ended in a slash.
///
/// Trees are compared and edited in this form: making values of thousands of entries, of which a
/// handful matters, costs more than all the rest.
struct TreeText {
  /// Where the parts of one entry are.
  struct Entry {
    /// The mode's number.
    let mode: UInt32
    /// Where the entry begins.
    let start: Int
    /// Where the name begins.
    let nameStart: Int
    /// Where the NUL after the name is; the id follows it.
    let nameEnd: Int

    /// Where the next entry begins.
    var end: Int { nameEnd + 21 }
    /// Whether it is a folder.
    var isTree: Bool { mode == 0o040000 }
  }

  /// The tree, for messages.
  let id: ObjectID
  /// The object.
  let bytes: [UInt8]

  /// The content of no tree at all.
  static let empty = TreeText(id: .emptyTree, bytes: [])

  /// Returns the entry that begins at `offset`, or nil at the end.
  func entry(at offset: Int) throws(GitError) -> Entry? {
    if offset == bytes.count { return nil }
    guard let entry = parse(at: offset) else {
      throw GitError(.corrupt, "read the tree", "it is malformed", at: id.hex)
    }
    return entry
  }

  private func parse(at offset: Int) -> Entry? {
    bytes.withUnsafeBytes { buffer -> Entry? in
      var mode: UInt32 = 0
      var index = offset
      while index < buffer.count, buffer[index] != UInt8(ascii: " ") {
        let digit = buffer[index] &- UInt8(ascii: "0")
        guard digit < 8, mode < 1 << 18 else { return nil }
        mode = mode << 3 | UInt32(digit)
        index += 1
      }
      guard index > offset, index + 1 < buffer.count, let start = buffer.baseAddress else {
        return nil
      }
      index += 1
      // SAFETY: index lies within the buffer, and memchr looks no further than its end.
      guard let nul = memchr(start + index, 0, buffer.count - index) else { return nil }
      let nameEnd = UnsafeRawPointer(nul) - start
      guard nameEnd > index, nameEnd + 21 <= buffer.count else { return nil }
      return Entry(mode: mode, start: offset, nameStart: index, nameEnd: nameEnd)
    }
  }

  /// The object of an entry.
  func id(of entry: Entry) -> ObjectID { ObjectID(in: bytes, at: entry.nameEnd + 1) }

  /// The name of an entry.
  func name(of entry: Entry) -> ArraySlice<UInt8> { bytes[entry.nameStart..<entry.nameEnd] }

  /// The entry as a value.
  func value(of entry: Entry) -> TreeEntry {
    TreeEntry(nameBytes: Array(name(of: entry)), mode: FileMode(entry.mode), id: id(of: entry))
  }

  /// Returns every entry, in order.
  func values() throws(GitError) -> [TreeEntry] {
    var values: [TreeEntry] = []
    values.reserveCapacity(bytes.count / 32)
    var offset = 0
    while let entry = try entry(at: offset) {
      values.append(value(of: entry))
      offset = entry.end
    }
    return values
  }

  /// Returns the entry of a name, or nil.
  func entry(named name: some Collection<UInt8>) throws(GitError) -> Entry? {
    let wanted = Array(name)
    var offset = 0
    while let entry = try entry(at: offset) {
      if entry.nameEnd - entry.nameStart == wanted.count, isName(entry, wanted) { return entry }
      offset = entry.end
    }
    return nil
  }

  private func isName(_ entry: Entry, _ wanted: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { buffer in
      wanted.withUnsafeBytes { name in
        guard let start = buffer.baseAddress, let wanted = name.baseAddress else { return false }
        // SAFETY: both have at least the name's length from these places on.
        return memcmp(start + entry.nameStart, wanted, name.count) == 0
      }
    }
  }

  /// Compares two entries in git's order: below zero, zero or above.
  func order(_ entry: Entry, _ other: TreeText, _ otherEntry: Entry) -> Int {
    let (left, right) = (
      entry.nameEnd - entry.nameStart, otherEntry.nameEnd - otherEntry.nameStart
    )
    let common = min(left, right)
    let result = bytes.withUnsafeBytes { first in
      other.bytes.withUnsafeBytes { second -> Int32 in
        guard let one = first.baseAddress, let two = second.baseAddress else { return 0 }
        // SAFETY: each name has at least the common length.
        return memcmp(one + entry.nameStart, two + otherEntry.nameStart, common)
      }
    }
    if result != 0 { return Int(result) }
    let slash = UInt8(ascii: "/")
    let next = left > common ? bytes[entry.nameStart + common] : entry.isTree ? slash : 0
    let otherNext =
      right > common
      ? other.bytes[otherEntry.nameStart + common] : otherEntry.isTree ? slash : 0
    return Int(next) - Int(otherNext)
  }

  /// Whether two entries name the same object in the same mode.
  func isSame(_ entry: Entry, _ other: TreeText, _ otherEntry: Entry) -> Bool {
    entry.mode == otherEntry.mode && id(of: entry) == other.id(of: otherEntry)
  }

  /// Appends an entry's text.
  static func append(
    mode: FileMode,
    name: some Collection<UInt8>,
    id: ObjectID,
    to bytes: inout [UInt8]
  ) {
    switch mode {
    case .tree: bytes.append(contentsOf: "40000 ".utf8)
    case .regular: bytes.append(contentsOf: "100644 ".utf8)
    default: bytes.append(contentsOf: "\(String(mode.number, radix: 8)) ".utf8)
    }
    bytes.append(contentsOf: name)
    bytes.append(0)
    id.append(to: &bytes)
  }
}
