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
  init(header: some StringProtocol) {
    let open = header.lastIndex(of: "<")
    let close = header.lastIndex(of: ">")
    guard let open, let close, open < close else {
      self.init(name: String(header), email: "", time: 0)
      return
    }
    var name = header[..<open]
    while name.last == " " { name = name.dropLast() }
    let rest = header[header.index(after: close)...].split(separator: " ")
    self.init(
      name: String(name),
      email: String(header[header.index(after: open)..<close]),
      time: rest.first.flatMap { Int64($0) } ?? 0,
      offsetMinutes: rest.count > 1 ? Self.minutes(String(rest[1])) : 0
    )
  }

  /// The header's text.
  var header: String {
    let minutes = abs(offsetMinutes)
    let zone = minutes / 60 * 100 + minutes % 60
    let digits = String(zone)
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return
      "\(Self.clean(name)) <\(Self.clean(email))> \(time) \(offsetMinutes < 0 ? "-" : "+")\(padded)"
  }

  private static func minutes(_ zone: String) -> Int {
    guard let number = Int(zone) else { return 0 }
    return number / 100 * 60 + number % 100
  }

  /// Takes out what would end the field early, as git does.
  private static func clean(_ text: String) -> String {
    String(
      String.UnicodeScalarView(text.unicodeScalars.filter { !"<>\n\0".unicodeScalars.contains($0) })
    )
  }
}
