extension UnsafeBufferPointer<UInt8> {
  /// Reads the scalar that starts at a place of valid UTF-8, and moves behind it.
  @inline(__always)
  func scalar(at place: inout Int) -> UInt32 {
    let first = UInt32(self[place])
    if first < 0x80 {
      place += 1
      return first
    }
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard place + length <= count else {
      place = count
      return 0xFFFD
    }
    var value = first & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
    for offset in 1..<length { value = value << 6 | UInt32(self[place + offset] & 0x3F) }
    place += length
    return value
  }

  /// Reads the scalar that ends before a place, and moves to its start.
  func scalar(before place: inout Int) -> UInt32 {
    var start = place - 1
    while start > 0, self[start] & 0xC0 == 0x80 { start -= 1 }
    place = start
    var from = start
    return scalar(at: &from)
  }

  /// The number of Unicode scalars in valid UTF-8.
  func scalarCount() -> Int {
    var number = 0
    for byte in self where byte & 0xC0 != 0x80 { number += 1 }
    return number
  }
}
