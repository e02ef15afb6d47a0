/// One entry of a folder.
public struct TreeEntry: Hashable, Sendable {
  /// The name as git stores it; any bytes but NUL and `/`.
  public let nameBytes: [UInt8]
  /// What the entry is.
  public let mode: FileMode
  /// The object.
  public let id: ObjectID

  /// Creates an entry.
  public init(nameBytes: [UInt8], mode: FileMode, id: ObjectID) {
    self.nameBytes = nameBytes
    self.mode = mode
    self.id = id
  }

  /// The name; bytes that are no UTF-8 are replaced.
  public var name: String { String(decoding: nameBytes, as: UTF8.self) }

  /// Git sorts a folder as if its name ended in a slash.
  func precedes(_ other: TreeEntry) -> Bool {
    var left = nameBytes.makeIterator()
    var right = other.nameBytes.makeIterator()
    while true {
      switch (left.next(), right.next()) {
      case (let a?, let b?):
        if a != b { return a < b }
      case (nil, let b?): return ending < b
      case (let a?, nil): return a < other.ending
      case (nil, nil): return ending < other.ending
      }
    }
  }

  private var ending: UInt8 { mode.isTree ? UInt8(ascii: "/") : 0 }
}

/// The text form of a folder.
enum TreeText {
  /// Reads the entries of a tree object; nil where it is malformed.
  static func entries(_ bytes: [UInt8]) -> [TreeEntry]? {
    var entries: [TreeEntry] = []
    var index = 0
    while index < bytes.count {
      var mode: UInt32 = 0
      while index < bytes.count, bytes[index] != UInt8(ascii: " ") {
        let digit = bytes[index]
        guard (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(digit), mode < 1 << 24 else {
          return nil
        }
        mode = mode << 3 | UInt32(digit - UInt8(ascii: "0"))
        index += 1
      }
      index += 1
      let start = index
      while index < bytes.count, bytes[index] != 0 { index += 1 }
      guard index + 21 <= bytes.count,
        let id = ObjectID(bytes: bytes[index + 1..<index + 21])
      else { return nil }
      entries.append(
        TreeEntry(nameBytes: Array(bytes[start..<index]), mode: FileMode(mode), id: id)
      )
      index += 21
    }
    return entries
  }

  /// Writes a tree object; the entries are sorted as git demands.
  static func bytes(_ entries: [TreeEntry]) -> [UInt8] {
    var bytes: [UInt8] = []
    for entry in entries.sorted(by: { $0.precedes($1) }) {
      bytes += Array(String(entry.mode.number, radix: 8).utf8)
      bytes.append(UInt8(ascii: " "))
      bytes += entry.nameBytes
      bytes.append(0)
      bytes += entry.id.bytes
    }
    return bytes
  }
}
