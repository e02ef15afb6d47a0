/// Dpkg's status file: paragraphs of fields, each about one package (Debian Policy, section 5.1).
enum DpkgStatus {
  static func packages(in lines: [PackageLine]) -> [PackageListReader.Answer] {
    var answers: [PackageListReader.Answer] = []
    var fields: [Substring: Substring] = [:]
    func close() {
      guard let name = fields["Package"], let version = fields["Version"],
        fields["Status"]?.hasSuffix(" installed") ?? true
      else { return }
      answers.append(
        .package(
          name: String(name),
          version: String(version),
          architecture: fields["Architecture"].map(String.init)
        )
      )
    }
    for line in lines {
      // Lines that go on begin with white space; every paragraph begins with its package.
      if line.text.hasPrefix(" ") || line.text.hasPrefix("\t") { continue }
      let parts = line.text.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 || line.text.hasSuffix(":") else {
        answers.append(.objection(line: line.number, "the line is no field of a status file"))
        continue
      }
      if parts[0] == "Package" {
        close()
        fields = [:]
      }
      fields[parts[0]] = parts.count > 1 ? parts[1].drop { $0 == " " } : ""
    }
    close()
    return answers
  }
}
