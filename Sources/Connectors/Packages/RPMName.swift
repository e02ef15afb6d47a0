/// The lines of `rpm -qa`: `nginx-site-1.24.0-3.noarch`, or columns of name, epoch, version, release and
/// architecture separated by tabs.
enum RPMName {
  private static let architectures: Set<Substring> = [
    "noarch", "x86_64", "i386", "i486", "i586", "i686", "aarch64", "armv7hl", "ppc64le", "ppc64",
    "s390x", "riscv64", "src", "(none)",
  ]

  static func package(_ line: PackageLine) -> PackageListReader.Answer {
    if line.text.contains("\t") { return columns(line) }
    guard let (name, version, architecture) = parts(line.text) else {
      return .objection(line: line.number, "the line is no package of rpm -qa")
    }
    return .package(
      name: String(name),
      version: String(version),
      architecture: architecture == "(none)" ? nil : String(architecture)
    )
  }

  static func isPackage(_ text: String) -> Bool {
    if text.contains("\t") {
      let words = text.split(separator: "\t", omittingEmptySubsequences: false)
      return words.count > 4 && isEpoch(words[1]) && architectures.contains(words[4])
    }
    return parts(text) != nil
  }

  private static func columns(_ line: PackageLine) -> PackageListReader.Answer {
    let words = line.text.split(separator: "\t", omittingEmptySubsequences: false)
    guard words.count > 4, !words[0].isEmpty, isEpoch(words[1]), !words[2].isEmpty else {
      return .objection(
        line: line.number,
        "the columns are not name, epoch, version, release and architecture"
      )
    }
    let epoch = words[1] == "(none)" ? "" : "\(words[1]):"
    return .package(
      name: String(words[0]),
      version: "\(epoch)\(words[2])-\(words[3])",
      architecture: words[4] == "(none)" ? nil : String(words[4])
    )
  }

  private static func isEpoch(_ word: Substring) -> Bool { word == "(none)" || UInt32(word) != nil }

  /// Name, version with release, architecture: they are told apart from the end.
  private static func parts(_ text: String)
    -> (name: Substring, version: Substring, architecture: Substring)?
  {
    var line = text[...]
    while line.last?.isWhitespace ?? false { line = line.dropLast() }
    guard !line.contains(where: \.isWhitespace), let dot = line.lastIndex(of: ".") else {
      return nil
    }
    let architecture = line[line.index(after: dot)...]
    let rest = line[..<dot]
    guard architectures.contains(architecture), let release = rest.lastIndex(of: "-"),
      let version = rest[..<release].lastIndex(of: "-"), version > rest.startIndex
    else { return nil }
    return (rest[..<version], rest[rest.index(after: version)...], architecture)
  }
}
