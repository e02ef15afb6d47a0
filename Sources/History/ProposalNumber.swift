/// Finds the number of the proposal (pull request, merge request) that a commit merged, in the words
/// that forges write: GitHub, GitLab, Gitea, Forgejo and Bitbucket, merged or squashed.
enum ProposalNumber {
  /// Returns the number that a message names, or nil; GitLab writes it into the body.
  static func read(_ message: String, summary: String) -> Int? {
    if let number = read(ofSummary: summary) { return number }
    for line in message.split(whereSeparator: \.isNewline).reversed()
    where line.hasPrefix("See merge request ") {
      guard let mark = line.lastIndex(of: "!") else { continue }
      return number(line[line.index(after: mark)...])
    }
    return nil
  }

  /// Returns the number that the first line of a message names, or nil.
  static func read(ofSummary summary: String) -> Int? {
    // GitHub: Merge pull request #12 from owner/branch
    if let rest = summary.after("Merge pull request #") {
      return number(rest.prefix { $0 != " " })
    }
    // Gitea, Forgejo: Merge pull request 'Title' (#12) from branch into main
    if summary.hasPrefix("Merge pull request '"), let rest = summary.afterLast("' (#") {
      return number(rest.prefix { $0 != ")" })
    }
    // Bitbucket: Merged in branch (pull request #12)
    if summary.hasPrefix("Merged in "), let rest = summary.afterLast("(pull request #") {
      return number(rest.prefix { $0 != ")" })
    }
    // Squashed: Title (#12), on GitLab Title (!12)
    guard summary.hasSuffix(")"), let open = summary.lastIndex(of: "(") else { return nil }
    let inside = summary[summary.index(after: open)...].dropLast()
    guard inside.first == "#" || inside.first == "!" else { return nil }
    return number(inside.dropFirst())
  }

  private static func number(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let number = Int(text), number > 0
    else { return nil }
    return number
  }
}

extension String {
  fileprivate func after(_ prefix: String) -> Substring? {
    hasPrefix(prefix) ? dropFirst(prefix.count) : nil
  }

  fileprivate func afterLast(_ mark: String) -> Substring? {
    var rest = self[...]
    var found: Substring?
    while let range = rest.firstRange(of: mark) {
      rest = rest[range.upperBound...]
      found = rest
    }
    return found
  }
}
