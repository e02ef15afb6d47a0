/// Puts an object together from another one and the difference from it, as git's `gitformat-pack`
/// describes them.
enum PackDelta {
  /// Returns the object; nil where the difference is malformed, or of another object.
  static func apply(_ delta: [UInt8], to base: [UInt8], atMost limit: Int) -> [UInt8]? {
    var place = 0
    guard let from = number(delta, &place), let size = number(delta, &place), from == base.count,
      size <= limit
    else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(size)
    while place < delta.count {
      let code = delta[place]
      place += 1
      if code & 0x80 == 0 {
        let count = Int(code)
        guard count > 0, count <= delta.count - place, result.count + count <= size else {
          return nil
        }
        result += delta[place..<place + count]
        place += count
        continue
      }
      var (offset, count) = (0, 0)
      for bit in 0..<7 where code & (1 << bit) != 0 {
        guard place < delta.count else { return nil }
        if bit < 4 {
          offset |= Int(delta[place]) << (8 * bit)
        } else {
          count |= Int(delta[place]) << (8 * (bit - 4))
        }
        place += 1
      }
      if count == 0 { count = 0x10000 }
      guard offset + count <= base.count, result.count + count <= size else { return nil }
      result += base[offset..<offset + count]
    }
    return result.count == size ? result : nil
  }

  private static func number(_ bytes: [UInt8], _ place: inout Int) -> Int? {
    var number = 0
    var shift = 0
    while place < bytes.count, shift < 56 {
      let byte = bytes[place]
      place += 1
      number |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return number }
      shift += 7
    }
    return nil
  }
}
