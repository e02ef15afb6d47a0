/// Tables of names with open addressing, all in one run of slots; a name of up to sixteen bytes is
/// compared as two words, without touching its text.
struct NameTable: Sendable {
  /// Where one table lies among the slots.
  struct Extent: Sendable {
    var start: Int32
    /// The number of slots less one; the number is a power of two.
    var mask: UInt32
  }

  struct Slot: Sendable {
    var low: UInt64 = 0
    var high: UInt64 = 0
    /// Where a name of more than sixteen bytes lies.
    var offset: UInt32 = 0
    /// The name's length plus one; 0 in an empty slot.
    var length: UInt32 = 0
    /// What the table says about the name.
    var target: Int32 = 0
    var isRequired = false
    var evaluates = false
  }

  private(set) var slots: ContiguousArray<Slot> = []
  private(set) var bytes: ContiguousArray<UInt8> = []

  /// An entry of a table that is to be built.
  struct Name {
    var text: String
    var target: Int32
    var isRequired = false
    var evaluates = false
  }

  /// Adds a table; its names must differ.
  mutating func add(_ names: [Name]) -> Extent {
    var size = 4
    while size < names.count * 2 { size *= 2 }
    let extent = Extent(start: Int32(slots.count), mask: UInt32(size - 1))
    slots.append(contentsOf: repeatElement(Slot(), count: size))
    for name in names { insert(name, into: extent) }
    return extent
  }

  /// Keeps a text among the bytes and returns where.
  mutating func keep(_ text: String) -> Range<Int32> {
    let start = Int32(bytes.count)
    bytes.append(contentsOf: text.utf8)
    return start..<Int32(bytes.count)
  }

  private mutating func insert(_ name: Name, into extent: Extent) {
    var text = name.text
    text.withUTF8 { utf8 in
      let key = NameKey(utf8)
      var slot = Slot(low: key.low, high: key.high)
      slot.length = UInt32(utf8.count + 1)
      slot.target = name.target
      slot.isRequired = name.isRequired
      slot.evaluates = name.evaluates
      if utf8.count > 16 {
        slot.offset = UInt32(bytes.count)
        bytes.append(contentsOf: utf8)
      }
      var place = key.hash & extent.mask
      while slots[Int(extent.start) + Int(place)].length != 0 { place = (place + 1) & extent.mask }
      slots[Int(extent.start) + Int(place)] = slot
    }
  }
}

/// A name as two words and a hash of them: its first and its last eight bytes.
struct NameKey {
  let low: UInt64
  let high: UInt64
  let hash: UInt32

  @inline(__always)
  init(_ text: UnsafeBufferPointer<UInt8>) {
    let count = text.count
    // SAFETY: every load lies within the buffer, whose length was looked at first.
    if count >= 8, let start = UnsafeRawPointer(text.baseAddress) {
      low = start.loadUnaligned(as: UInt64.self)
      high = start.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
    } else if count >= 4, let start = UnsafeRawPointer(text.baseAddress) {
      low = UInt64(start.loadUnaligned(as: UInt32.self))
      high = UInt64(start.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
    } else {
      var word: UInt64 = 0
      for byte in text { word = word << 8 | UInt64(byte) }
      low = word
      high = 0
    }
    var mixed = (low ^ (UInt64(truncatingIfNeeded: count) << 56)) &* 0x9E37_79B9_7F4A_7C15
    mixed ^= high &* 0xC2B2_AE3D_27D4_EB4F
    mixed ^= mixed >> 32
    mixed = mixed &* 0x9E37_79B9_7F4A_7C15
    hash = UInt32(truncatingIfNeeded: mixed >> 32)
  }
}

extension UnsafeBufferPointer<NameTable.Slot> {
  /// Returns the slot of a name, or nil where the table does not have it.
  @inline(__always)
  func find(
    _ text: UnsafeBufferPointer<UInt8>,
    in extent: NameTable.Extent,
    bytes: UnsafeBufferPointer<UInt8>
  ) -> UnsafePointer<NameTable.Slot>? {
    guard let base = baseAddress else { return nil }
    let key = NameKey(text)
    let length = UInt32(truncatingIfNeeded: text.count &+ 1)
    var place = key.hash & extent.mask
    while true {
      let slot = base + (Int(extent.start) &+ Int(place))
      if slot.pointee.length == 0 { return nil }
      if slot.pointee.low == key.low, slot.pointee.high == key.high, slot.pointee.length == length {
        if text.count <= 16 { return slot }
        let start = Int(slot.pointee.offset)
        let isSame = (8..<text.count - 8).allSatisfy { bytes[start + $0] == text[$0] }
        if isSame { return slot }
      }
      place = (place &+ 1) & extent.mask
    }
  }
}
