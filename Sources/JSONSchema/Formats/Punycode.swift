/// The encoding of international labels in ASCII (RFC 3492).
enum Punycode {
  private static let base: UInt32 = 36
  private static let least: UInt32 = 1
  private static let most: UInt32 = 26
  private static let hyphen = UInt8(ascii: "-")

  private static func adapted(_ delta: UInt32, _ count: UInt32, isFirst: Bool) -> UInt32 {
    var delta = isFirst ? delta / 700 : delta / 2
    delta += delta / count
    var round: UInt32 = 0
    while delta > (base - least) * most / 2 {
      delta /= base - least
      round += base
    }
    return round + (base - least + 1) * delta / (delta + 38)
  }

  private static func threshold(_ round: UInt32, _ bias: UInt32) -> UInt32 {
    round <= bias ? least : min(most, round - bias)
  }

  /// Returns the scalars of a label; nil where the bytes are no encoding.
  static func decoded(_ bytes: [UInt8]) -> [UInt32]? {
    var output: [UInt32] = []
    var rest = bytes[...]
    if let last = bytes.lastIndex(of: hyphen) {
      output = bytes[..<last].map(UInt32.init)
      rest = bytes[(last + 1)...]
    }
    guard !rest.isEmpty else { return nil }
    var scalar: UInt32 = 0x80
    var place: UInt32 = 0
    var bias: UInt32 = 72
    while !rest.isEmpty {
      let before = place
      var weight: UInt32 = 1
      var round = base
      while true {
        guard let byte = rest.popFirst(), let digit = digit(byte) else { return nil }
        let (product, isBeyond) = digit.multipliedReportingOverflow(by: weight)
        let (sum, isFurther) = place.addingReportingOverflow(product)
        guard !isBeyond, !isFurther else { return nil }
        place = sum
        let threshold = threshold(round, bias)
        if digit < threshold { break }
        let (next, isHeavy) = weight.multipliedReportingOverflow(by: base - threshold)
        guard !isHeavy else { return nil }
        weight = next
        round += base
      }
      let count = UInt32(output.count + 1)
      bias = adapted(place - before, count, isFirst: before == 0)
      let (sum, isBeyond) = scalar.addingReportingOverflow(place / count)
      guard !isBeyond, Unicode.Scalar(sum) != nil else { return nil }
      scalar = sum
      place %= count
      output.insert(scalar, at: Int(place))
      place += 1
    }
    return output
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x61...0x7A: UInt32(byte - 0x61)
    case 0x41...0x5A: UInt32(byte - 0x41)
    case 0x30...0x39: UInt32(byte - 0x30) + 26
    default: nil
    }
  }

  /// Returns the encoding of a label's scalars; nil for a label that is far too long.
  static func encoded(_ label: [UInt32]) -> [UInt8]? {
    guard label.count < 1_000 else { return nil }
    var output = label.filter { $0 < 0x80 }.map { UInt8($0) }
    let plain = UInt32(output.count)
    var handled = plain
    if plain > 0 { output.append(hyphen) }
    var scalar: UInt32 = 0x80
    var delta: UInt32 = 0
    var bias: UInt32 = 72
    while handled < UInt32(label.count) {
      guard let next = label.filter({ $0 >= scalar }).min() else { return nil }
      let (step, isBeyond) = (next - scalar).multipliedReportingOverflow(by: handled + 1)
      let (sum, isFurther) = delta.addingReportingOverflow(step)
      guard !isBeyond, !isFurther else { return nil }
      delta = sum
      scalar = next
      for other in label {
        if other < scalar { delta += 1 }
        guard other == scalar else { continue }
        append(delta, bias, to: &output)
        bias = adapted(delta, handled + 1, isFirst: handled == plain)
        delta = 0
        handled += 1
      }
      delta += 1
      scalar += 1
    }
    return output
  }

  private static func append(_ delta: UInt32, _ bias: UInt32, to output: inout [UInt8]) {
    var rest = delta
    var round = base
    while true {
      let threshold = threshold(round, bias)
      if rest < threshold { break }
      let span = base - threshold
      output.append(letter(threshold + (rest - threshold) % span))
      rest = (rest - threshold) / span
      round += base
    }
    output.append(letter(rest))
  }

  private static func letter(_ digit: UInt32) -> UInt8 {
    UInt8(digit < 26 ? digit + 0x61 : digit - 26 + 0x30)
  }
}
