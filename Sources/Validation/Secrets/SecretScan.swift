/// Looks for secrets of well-known forms in a text: values, names and comments alike.
enum SecretScan {
  /// One secret.
  struct Hit: Equatable {
    /// What it is.
    var title: String
    /// The bytes that it is written in.
    var range: Range<Int>
    /// What it is, so that two of one kind can be told apart.
    var secret: [UInt8]
    /// How it may be shown.
    var masked: String
  }

  /// What kind of text is looked at.
  enum Prose {
    /// Records and settings, in which `password: …` gives one.
    case settings
    /// Anything that people keep in a repository, programs too.
    case anything
  }

  private static let escape = UnescapedText.mark
  private static let dashes = Array("-----".utf8)
  private static let armour = Array("-----BEGIN".utf8)
  private static let putty = Array("PuTTY-User-Key-File".utf8)
  private static let address = Array("://".utf8)
  /// How the names of settings end whose value is a secret, with what must stand before the end. Not
  /// from the first letter, since `pa` and `as` stand in half of all words.
  private static let settings: [(lead: String, end: [UInt8])] = [
    ("pass", Array("word=".utf8)), ("pass", Array("word:".utf8)), ("PASS", Array("WORD=".utf8)),
    ("pass", Array("wd=".utf8)), ("", Array("pwd=".utf8)), ("", Array("Pwd=".utf8)),
    ("", Array("AccountKey=".utf8)), ("secret_access_", Array("key=".utf8)),
    ("secret_access_", Array("key:".utf8)), ("SECRET_ACCESS_", Array("KEY=".utf8)),
  ]
  private static let triggers = ByteTriggers(
    SecretKind.all.map(\.prefix) + [armour, putty, address] + settings.map(\.end)
  )
  /// The forms by the byte that they begin with.
  private static let kinds: [[SecretKind]] = (0..<256).map { byte in
    SecretKind.all.filter { Int($0.prefix[0]) == byte }
  }

  /// Whether the text holds a secret, at the cost of reading it once.
  static func isSuspicious(_ bytes: [UInt8]) -> Bool {
    if holdsPlainSecret(bytes) { return true }
    return UnescapedText(bytes).map { holdsPlainSecret($0.bytes) } ?? false
  }

  private static func holdsPlainSecret(_ bytes: [UInt8]) -> Bool {
    triggers.contains(in: bytes) { hit(at: $0, in: bytes, .settings) != nil }
  }

  /// Returns every secret of the text, in order, none within another: those that stand there as they
  /// are, and those that a reader of YAML or JSON finds behind escapes.
  static func hits(in bytes: [UInt8], _ prose: Prose) -> [Hit] {
    let plain = plainHits(in: bytes, prose)
    guard let unescaped = UnescapedText(bytes) else { return plain }
    let hidden = plainHits(in: unescaped.bytes, prose).map { hit in
      var hit = hit
      hit.range = unescaped.source(of: hit.range)
      return hit
    }
    let more = hidden.filter { hit in !plain.contains { $0.range.overlaps(hit.range) } }
    return more.isEmpty
      ? plain : (plain + more).sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private static func plainHits(in bytes: [UInt8], _ prose: Prose) -> [Hit] {
    var found: [Hit] = []
    func take(_ offset: Int) {
      guard offset >= found.last?.range.upperBound ?? 0,
        let hit = hit(at: offset, in: bytes, prose)
      else { return }
      found.append(hit)
    }
    _ = triggers.contains(in: bytes) { offset in
      take(offset)
      return false
    }
    return found
  }

  private static func hit(at start: Int, in bytes: [UInt8], _ prose: Prose) -> Hit? {
    for kind in kinds[Int(bytes[start])] where begins(kind.prefix, bytes, at: start) {
      if let hit = token(kind, at: start, in: bytes) { return hit }
    }
    switch bytes[start] {
    case address[0]:
      return begins(address, bytes, at: start) ? passwordInURL(at: start, in: bytes) : nil
    case armour[0]:
      return begins(armour, bytes, at: start) ? privateKey(at: start, in: bytes) : nil
    case putty[0]:
      guard begins(putty, bytes, at: start) else { return setting(at: start, in: bytes, prose) }
      return mask("a private key", start..<start + putty.count, showing: putty.count, bytes)
    default: return setting(at: start, in: bytes, prose)
    }
  }

  /// `Password=…`, `password: …` and their like, among other settings or in prose.
  private static func setting(at start: Int, in bytes: [UInt8], _ prose: Prose) -> Hit? {
    for (lead, end) in settings where bytes[start] == end[0] && begins(end, bytes, at: start) {
      let name = start - lead.utf8.count
      guard name >= 0, isLead(bytes[name..<start], lead) else { continue }
      let isProse = end.last == UInt8(ascii: ":")
      var body = start + end.count
      while isProse, body < bytes.count, bytes[body] == 0x20 { body += 1 }
      let isQuoted = body < bytes.count && "\"'".utf8.contains(bytes[body])
      if isQuoted { body += 1 }
      let value = bytes[body...].prefix { $0 > 0x20 && !";\"'&,".utf8.contains($0) }
      guard value.count >= 4, !isPlaceholder(value), !isProse || isNoWord(value),
        prose == .settings || isQuoted || isNoExpression(value, isCapital: end[0] < 0x60)
      else { return nil }
      return Hit(
        title: "a password",
        range: value.startIndex..<value.endIndex,
        secret: Array(value),
        masked: String(decoding: bytes[name..<body], as: UTF8.self) + "…"
      )
    }
    return nil
  }

  private static func isLead(_ bytes: ArraySlice<UInt8>, _ lead: String) -> Bool {
    String(decoding: bytes, as: UTF8.self).lowercased() == lead.lowercased()
  }

  /// Whether a value is nothing that people say of a password, such as where it is kept.
  private static func isNoWord(_ value: ArraySlice<UInt8>) -> Bool {
    value.count >= 6 && value.contains { (0x30...0x39).contains($0) }
      && value.contains { (0x61...0x7A).contains($0 | 0x20) }
      && !value.contains { "/()".utf8.contains($0) }
  }

  /// Whether a value that is not quoted is none that a program computes, nor the name of another. A
  /// name in capital letters is one of the environment, and what follows is its value.
  private static func isNoExpression(_ value: ArraySlice<UInt8>, isCapital: Bool) -> Bool {
    !value.contains { "()[]{}<>$".utf8.contains($0) }
      && (isCapital ? !value.contains(UInt8(ascii: ".")) : isNoWord(value))
  }

  private static func token(_ kind: SecretKind, at start: Int, in bytes: [UInt8]) -> Hit? {
    // In the middle of a word it is part of something else.
    if start > 0, SecretKind.Alphabet.word.contains(bytes[start - 1]) { return nil }
    let body = start + kind.prefix.count
    var end = body
    while end < bytes.count, kind.alphabet.contains(bytes[end]) { end += 1 }
    guard (kind.least...kind.most).contains(end - body),
      kind.within.isEmpty || bytes[body..<end].contains(kind.within)
    else { return nil }
    // A row of one letter is how a place is held open.
    guard Set(bytes[body..<end]).count > 3 else { return nil }
    return mask(kind.title, start..<end, showing: kind.prefix.count, bytes)
  }

  private static func privateKey(at start: Int, in bytes: [UInt8]) -> Hit? {
    // A folded value may break the line between two words.
    var words = armour
    var end = start + armour.count
    while end < bytes.count, words.count < 60, bytes[end] != escape {
      let byte = bytes[end]
      end += 1
      if byte > 0x20 { words.append(byte) } else if words.last != 0x20 { words.append(0x20) }
      if words.count > 15, words.suffix(5).elementsEqual(dashes) { break }
    }
    let text = String(decoding: words, as: UTF8.self)
    guard text.hasSuffix("PRIVATE KEY-----") || text.hasSuffix("PRIVATE KEY BLOCK-----") else {
      return nil
    }
    return Hit(
      title: "a private key",
      range: start..<end,
      // The words are those of every key; what follows tells one from another.
      secret: Array(bytes[start..<min(bytes.count, end + 200)]),
      masked: text
    )
  }

  /// `scheme://user:password@host`; a variable such as `${PASSWORD}` or `<password>` is none.
  private static func passwordInURL(at start: Int, in bytes: [UInt8]) -> Hit? {
    let body = start + 3
    let rest = bytes[body...].prefix { $0 > 0x20 && !"/?#\"'`,".utf8.contains($0) }
    guard let at = rest.lastIndex(of: UInt8(ascii: "@")),
      let colon = rest[..<at].firstIndex(of: UInt8(ascii: ":")), colon + 1 < at,
      !isPlaceholder(rest[(colon + 1)..<at])
    else { return nil }
    return Hit(
      title: "a password in an address",
      range: (colon + 1)..<at,
      secret: Array(bytes[(colon + 1)..<at]),
      masked: String(decoding: rest[body..<colon], as: UTF8.self) + ":…@"
    )
  }

  private static func isPlaceholder(_ value: ArraySlice<UInt8>) -> Bool {
    guard let first = value.first else { return true }
    return "$<{%/*".utf8.contains(first) || Set(value).count == 1
      || ["password", "passwd", "pass", "secret", "pwd"].contains(
        String(decoding: value, as: UTF8.self).lowercased()
      )
  }

  private static func mask(
    _ title: String,
    _ range: Range<Int>,
    showing count: Int,
    _ bytes: [UInt8]
  )
    -> Hit
  {
    let shown = bytes[range].prefix(count)
    return Hit(
      title: title,
      range: range,
      secret: Array(bytes[range]),
      masked: String(decoding: shown, as: UTF8.self) + (count < range.count ? "…" : "")
    )
  }

  private static func begins(_ text: [UInt8], _ bytes: [UInt8], at start: Int) -> Bool {
    start + text.count <= bytes.count && bytes[start..<start + text.count].elementsEqual(text)
  }
}
