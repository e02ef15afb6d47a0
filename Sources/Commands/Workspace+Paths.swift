internal import Git

extension Workspace {
  /// The path of a file that a user names, relative to the top of the repository.
  func repositoryPath(of argument: String) throws -> String {
    guard let root = repository.workingTree else { return argument }
    let absolute = Self.normalised(context.absolute(argument))
    let top = Self.normalised(root)
    if absolute == top { return "" }
    guard absolute.hasPrefix(top + "/") else {
      throw CommandFailure(
        .usage,
        "\(argument) is outside the repository",
        at: root,
        remedy: "name a file below it"
      )
    }
    return String(absolute.dropFirst(top.count + 1))
  }

  /// The path without `.`, `..` and empty parts.
  static func normalised(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}
