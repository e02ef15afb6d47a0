/// Who made a commit and when, as its header says.
public struct Signature: Hashable, Sendable {
  /// The name.
  public var name: String
  /// The address.
  public var email: String
  /// Seconds since 1970-01-01T00:00:00Z.
  public var time: Int64
  /// Minutes that local time was ahead of UTC.
  public var offsetMinutes: Int

  /// Creates a signature.
  public init(name: String, email: String, time: Int64, offsetMinutes: Int = 0) {
    self.name = name
    self.email = email
    self.time = time
    self.offsetMinutes = offsetMinutes
  }

  /// Reads `Name <address> 1764000000 +0100`; what is malformed is empty or zero, since history
  /// holds headers that no git would write today.
  init(header: ArraySlice<UInt8>, in encoding: CommitEncoding = .utf8) {
    let bracket = UInt8(ascii: ">")
    guard let open = header.firstIndex(of: UInt8(ascii: "<")),
      let end = header[open...].firstIndex(of: bracket), let close = header.lastIndex(of: bracket)
    else {
      self.init(name: encoding.text(Self.trimmed(header)), email: "", time: 0)
      return
    }
    let rest = header[(close + 1)...].split(separator: UInt8(ascii: " "))
    self.init(
      name: encoding.text(Self.trimmed(header[..<open])),
      email: encoding.text(header[(open + 1)..<end]),
      time: rest.first.map(Self.seconds) ?? 0,
      offsetMinutes: rest.count > 1 ? Self.minutes(rest[1]) : 0
    )
  }

  /// The header's text, as git writes it.
  var header: String {
    let minutes = abs(offsetMinutes)
    let digits = String(minutes / 60 * 100 + minutes % 60)
    let zone = String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    let sign = offsetMinutes < 0 ? "-" : "+"
    return "\(Self.clean(name)) <\(Self.clean(email))> \(time) \(sign)\(zone)"
  }

  /// The times that a calendar of four digits knows: the years 0 to 9999.
  private static let calendar: ClosedRange<Int64> = -62_167_219_200...253_402_300_799

  /// Reads a time in seconds since 1970; before 1970 it is negative. What no calendar knows, as a
  /// broken clock writes it, counts as the first or last second of the years 0 to 9999; what is no
  /// number is zero.
  static func seconds(_ text: ArraySlice<UInt8>) -> Int64 {
    let isNegative = text.first == UInt8(ascii: "-")
    var time: Int64 = 0
    for byte in isNegative ? text.dropFirst() : text {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { break }
      time = time * 10 + Int64(byte - UInt8(ascii: "0"))
      if time > calendar.upperBound { break }
    }
    return isNegative ? max(-time, calendar.lowerBound) : min(time, calendar.upperBound)
  }

  private static func minutes(_ zone: ArraySlice<UInt8>) -> Int {
    guard let number = Int(String(decoding: zone, as: UTF8.self)), abs(number) < 10_000 else {
      return 0
    }
    return number / 100 * 60 + number % 100
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = text
    while text.last == UInt8(ascii: " ") { text = text.dropLast() }
    while text.first == UInt8(ascii: " ") { text = text.dropFirst() }
    return text
  }

  /// Takes out what would end the field early, and trims what git calls crud from both ends.
  private static func clean(_ text: String) -> String {
    var bytes = text.utf8[...]
    while let first = bytes.first, isCrud(first) { bytes = bytes.dropFirst() }
    while let last = bytes.last, isCrud(last) { bytes = bytes.dropLast() }
    let kept = bytes.filter {
      $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") && $0 != 10 && $0 != 0
    }
    return String(decoding: kept, as: UTF8.self)
  }

  private static func isCrud(_ byte: UInt8) -> Bool {
    byte <= 32 || ".,:;<>\"\\'".utf8.contains(byte)
  }
}
