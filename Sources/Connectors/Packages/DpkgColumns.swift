/// The lines of dpkg's lists.
enum DpkgColumns {
  /// A line of `dpkg -l`: what is wanted and what is, name, version, architecture. Only what is
  /// installed counts.
  static func listed(_ line: PackageLine) -> PackageListReader.Answer? {
    let words = line.text.split(separator: " ", maxSplits: 4, omittingEmptySubsequences: true)
    let isHeading = ["Desired=", "|", "||", "+++"].contains { line.text.hasPrefix($0) }
    if isHeading { return nil }
    guard words.count > 3, (2...3).contains(words[0].count), isVersion(words[2]) else {
      return .objection(line: line.number, "the line is none of dpkg -l")
    }
    return answer(words[1], words[2], architecture: words[3], state: words[0])
  }

  /// A line of `dpkg-query -W`: name and version, by a format of one's own followed by the
  /// architecture and the state.
  static func queried(_ line: PackageLine) -> PackageListReader.Answer {
    let words = line.text.split(separator: "\t", omittingEmptySubsequences: false)
    guard words.count > 1, isName(words[0]) else {
      return .objection(line: line.number, "the line is none of dpkg-query -W")
    }
    // A package of which only its settings are left has no version.
    if words[1].isEmpty { return .nothing }
    guard isVersion(words[1]) else {
      return .objection(line: line.number, "\(words[1]) is no version of a Debian package")
    }
    let state = words.dropFirst(2).first {
      (2...3).contains($0.count) && "uirph".contains($0.first ?? "-")
    }
    return answer(
      words[0],
      words[1],
      architecture: words.count > 2 ? words[2] : nil,
      state: state ?? "ii"
    )
  }

  private static func answer(
    _ name: Substring,
    _ version: Substring,
    architecture: Substring?,
    state: Substring
  ) -> PackageListReader.Answer {
    guard state.dropFirst().first == "i" else { return .nothing }
    // Of packages for several architectures dpkg writes which one: libc6:amd64.
    let parts = name.split(separator: ":", maxSplits: 1)
    return .package(
      name: String(parts.first ?? name),
      version: String(version),
      architecture: (architecture ?? parts.dropFirst().first).map(String.init)
    )
  }

  /// Whether a word may be the name of a package (Debian Policy, section 5.6.1).
  static func isName(_ word: Substring) -> Bool {
    let name = word.prefix { $0 != ":" }
    return name.count > 1
      && name.utf8.allSatisfy { byte in
        "+-.".utf8.contains(byte) || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
      }
  }

  /// Whether a word may be a version (Debian Policy, section 5.6.12).
  static func isVersion(_ word: Substring) -> Bool {
    guard let first = word.utf8.first, (0x30...0x39).contains(first) else { return false }
    return word.utf8.allSatisfy { byte in
      ".+-~:".utf8.contains(byte) || (0x30...0x39).contains(byte)
        || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
  }
}
