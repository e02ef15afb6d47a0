internal import Git

/// Runs the user's own git, with the user's configuration, hooks and signing, in a working tree.
struct UserGit {
  let root: String
  let environment: [String: String]

  /// Commits exactly these paths, as they are in the working tree; where git or a hook refuses,
  /// nothing of them stays staged that was not before.
  func commit(_ paths: [String], message: String, options: [String] = []) throws {
    guard !paths.isEmpty else { return }
    let known = Set(
      try run(["ls-files", "-z", "--"] + paths).split(separator: "\0").map(String.init)
    )
    let new = paths.filter { !known.contains($0) }
    // Only their names are noted: `git commit` takes the content, and leaves the index alone where
    // it fails.
    if !new.isEmpty { try run(["add", "--intent-to-add", "--force", "--"] + new) }
    do {
      try run(["commit", "--quiet", "--message", message] + options + ["--"] + paths)
    } catch var failure as CommandFailure {
      if !new.isEmpty { try run(["rm", "--cached", "--quiet", "--"] + new) }
      failure.status = .no
      throw failure
    }
  }

  /// Runs git with arguments; what it says is part of the failure.
  @discardableResult
  func run(_ arguments: [String]) throws -> String {
    let result = try ChildProcess.run(
      ["git", "-C", root] + arguments,
      environment: environment,
      input: []
    )
    guard result.status == 0 else {
      let said = String(decoding: result.errors, as: UTF8.self).trimmingFinalNewline
      throw CommandFailure(
        .failure,
        "git \(arguments.first ?? "") failed",
        remedy: nil,
        details: said.isEmpty ? "git ended with status \(result.status)" : said
      )
    }
    return String(decoding: result.output, as: UTF8.self)
  }
}
