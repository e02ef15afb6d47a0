/// Host names (RFC 1123, section 2.1) and international ones (RFC 5890 to 5893).
enum HostFormats {
  private static let greatestName = 253
  private static let greatestLabel = 63

  static func isHostname(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard !text.isEmpty, text.count <= greatestName else { return false }
    var start = 0
    while true {
      let end = text.place(of: UInt8(ascii: "."), from: start) ?? text.count
      guard isLabel(text.part(start..<end)) else { return false }
      if end == text.count { return true }
      start = end + 1
    }
  }

  /// Letters, digits and inner hyphens; what starts with `xn--` must be the form of a good
  /// international label.
  private static func isLabel(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard isPlainLabel(text) else { return false }
    guard isEncoded(text) else { return true }
    return decodedLabel(text) != nil
  }

  private static func isPlainLabel(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let hyphen = UInt8(ascii: "-")
    guard (1...greatestLabel).contains(text.count), text[0] != hyphen,
      text[text.count - 1] != hyphen
    else { return false }
    return text.allSatisfy { ByteClass.isAlphanumeric($0) || $0 == hyphen }
  }

  private static func isEncoded(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.count >= 4 && text[0] | 0x20 == UInt8(ascii: "x") && text[1] | 0x20 == UInt8(ascii: "n")
      && text[2] == UInt8(ascii: "-") && text[3] == UInt8(ascii: "-")
  }

  /// The international label that a label with `xn--` stands for; nil where it stands for none.
  private static func decodedLabel(_ text: UnsafeBufferPointer<UInt8>) -> [UInt32]? {
    let encoded = text.dropFirst(4).map { ByteClass.isLetter($0) ? $0 | 0x20 : $0 }
    guard let label = Punycode.decoded(encoded), label.contains(where: { $0 >= 0x80 }),
      Punycode.encoded(label) == encoded, InternationalLabel.isValid(label)
    else { return nil }
    return label
  }

  static func isInternationalHostname(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var labels: [[UInt32]] = [[]]
    var place = 0
    while place < text.count {
      let scalar = text.scalar(at: &place)
      switch scalar {
      case 0x2E, 0x3002, 0xFF0E, 0xFF61: labels.append([])
      default: labels[labels.count - 1].append(scalar)
      }
    }
    var length = labels.count - 1
    var decoded: [[UInt32]] = []
    for label in labels {
      guard let (own, encodedLength) = international(label), encodedLength <= greatestLabel else {
        return false
      }
      length += encodedLength
      decoded.append(own)
    }
    guard length <= greatestName else { return false }
    // In a name that has a label from right to left, every label must keep its direction.
    guard decoded.contains(where: Bidirectionality.isRightToLeft) else { return true }
    return decoded.allSatisfy(Bidirectionality.keepsDirection)
  }

  /// The label as people read it, and its length as it goes over the wire.
  private static func international(_ label: [UInt32]) -> (label: [UInt32], length: Int)? {
    if label.allSatisfy({ $0 < 0x80 }) {
      let bytes = label.map { UInt8(truncatingIfNeeded: $0) }
      return bytes.withUnsafeBufferPointer { bytes -> ([UInt32], Int)? in
        guard isPlainLabel(bytes) else { return nil }
        guard isEncoded(bytes) else { return (label, bytes.count) }
        return decodedLabel(bytes).map { ($0, bytes.count) }
      }
    }
    guard InternationalLabel.isValid(label), let encoded = Punycode.encoded(label) else {
      return nil
    }
    return (label, encoded.count + 4)
  }
}
