internal import Records

/// A key in a file of allowed signers (ssh-keygen(1), ALLOWED SIGNERS).
public struct AllowedKey: Sendable, Hashable {
  /// The key.
  public let key: SSHPublicKey
  /// Since when it counts, in seconds since 1970-01-01T00:00:00Z.
  let after: Int64?
  /// Until when it counts.
  let before: Int64?

  /// Whether the key counts at a time.
  public func isGood(at time: Int64) -> Bool {
    time >= after ?? .min && time < before ?? .max
  }

  /// Returns the keys of a file that may sign in a namespace; nil where a line is not understood. Keys
  /// of certificate authorities are passed over.
  public static func keys(in text: String, namespace: String) -> [AllowedKey]? {
    var keys: [AllowedKey] = []
    for line in text.split(whereSeparator: \.isNewline) {
      let words = words(of: line)
      guard let first = words.first, !first.hasPrefix("#") else { continue }
      guard let start = words.dropFirst().firstIndex(where: Self.isType), start + 1 < words.count,
        let key = SSHPublicKey(line: "\(words[start]) \(words[start + 1])")
      else { return nil }
      var (after, before): (Int64?, Int64?)
      var isForUs = true
      for option in words[1..<start].flatMap(options) {
        let name = option.prefix { $0 != "=" }.lowercased()
        let value = option.dropFirst(name.count + 1).filter { $0 != "\"" }
        switch name {
        case "cert-authority": isForUs = false
        case "namespaces":
          isForUs = isForUs && value.split(separator: ",").contains { $0 == namespace || $0 == "*" }
        case "valid-after":
          guard let time = time(value) else { return nil }
          after = time
        case "valid-before":
          guard let time = time(value) else { return nil }
          before = time
        default: return nil
        }
      }
      if isForUs { keys.append(AllowedKey(key: key, after: after, before: before)) }
    }
    return keys
  }

  private static func isType(_ word: String) -> Bool {
    word.hasPrefix("ssh-") || word.hasPrefix("ecdsa-") || word.hasPrefix("sk-")
  }

  /// The words of a line; white space between quotation marks does not end one.
  private static func words(of line: Substring) -> [String] {
    parts(of: String(line)) { $0 == " " || $0 == "\t" }
  }

  private static func options(_ word: String) -> [String] { parts(of: word) { $0 == "," } }

  private static func parts(of text: String, _ isEnd: (Character) -> Bool) -> [String] {
    var parts = [""]
    var isQuoted = false
    for letter in text {
      if letter == "\"" { isQuoted.toggle() }
      if !isQuoted, isEnd(letter) {
        parts.append("")
      } else {
        parts[parts.count - 1].append(letter)
      }
    }
    return parts.filter { !$0.isEmpty }
  }

  /// Reads `YYYYMMDD`, `YYYYMMDDHHMM` or `YYYYMMDDHHMMSS`, taken as UTC.
  private static func time(_ text: String) -> Int64? {
    let digits = Array(text.filter(\.isNumber))
    guard [8, 12, 14].contains(digits.count) else { return nil }
    let all = digits + Array(repeating: "0", count: 14 - digits.count)
    func part(_ range: Range<Int>) -> String { String(all[range]) }
    return Timestamp(
      "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(8..<10)):\(part(10..<12)):\(part(12..<14))Z"
    )?.seconds
  }
}
