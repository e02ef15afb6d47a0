extension Repository {
  /// Runs the `git` program on this repository and returns what it printed.
  ///
  /// What a repository's configuration could make git execute is turned off, and neither replace
  /// references nor grafts are followed, so that both ways of reading agree.
  ///
  /// - Parameters:
  ///   - environment: What the program inherits, in place of what the repository was opened with.
  ///   - accepting: Exit statuses besides 0 that are no failure.
  @discardableResult
  func git(
    _ words: [String],
    environment: [String: String]? = nil,
    input: [UInt8] = [],
    accepting statuses: Set<Int32> = []
  ) throws(GitError) -> [UInt8] {
    let result = try ChildProcess.run(
      Self.command(words),
      environment: childEnvironment(environment),
      input: input,
      directory: childDirectory
    )
    try judge(result, words, accepting: statuses)
    return result.output
  }

  /// Runs the `git` program and hands out each line or field that it prints, without its end; stops
  /// it where `read` answers false.
  func git(
    _ words: [String],
    separatedBy separator: UInt8,
    configuration: [(String, String)] = [],
    input: [UInt8] = [],
    _ read: (ArraySlice<UInt8>) throws(GitError) -> Bool
  ) throws(GitError) {
    var rest: [UInt8] = []
    var isStopped = false
    let result = try ChildProcess.stream(
      Self.command(words),
      environment: childEnvironment(nil, configuration),
      input: input,
      directory: childDirectory
    ) { piece throws(GitError) in
      rest.append(contentsOf: piece)
      var start = 0
      while let end = rest[start...].firstIndex(of: separator) {
        if try !read(rest[start..<end]) {
          isStopped = true
          return false
        }
        start = end + 1
      }
      rest.removeFirst(start)
      return true
    }
    try judge(result, words)
    if !isStopped, !rest.isEmpty { _ = try read(rest[...]) }
  }

  /// Returns how a `git` command ended, and what it said on standard error.
  func gitStatus(
    _ words: [String],
    configuration: [(String, String)] = []
  ) throws(GitError) -> ChildProcess.Result {
    try ChildProcess.run(
      Self.command(words),
      environment: childEnvironment(nil, configuration),
      directory: childDirectory
    )
  }

  private static func command(_ words: [String]) -> [String] {
    ["git", "--literal-pathspecs"] + words
  }

  private var childDirectory: String { workingTree ?? gitDirectory }

  private func judge(
    _ result: ChildProcess.Result,
    _ words: [String],
    accepting statuses: Set<Int32> = []
  ) throws(GitError) {
    guard result.status != 0, !statuses.contains(result.status) else { return }
    let said =
      String(decoding: result.errors, as: UTF8.self)
      .split(separator: "\n").first { !$0.hasPrefix("hint: ") }.map(String.init)
      ?? "it ended with status \(result.status)"
    throw GitError(.childFailed, "git \(words.first ?? "")", said, at: gitDirectory)
  }

  /// The environment of a child: what was handed in, with the repository's places made absolute, and
  /// the settings that keep git from asking, locking and executing.
  private func childEnvironment(
    _ given: [String: String]?,
    _ configuration: [(String, String)] = []
  ) -> [String: String] {
    var variables = given ?? environment
    for name in [
      "GIT_CONFIG_PARAMETERS", "GIT_CONFIG", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_WORK_TREE",
    ] {
      variables[name] = nil
    }
    for name in ["GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_SHALLOW_FILE"] {
      if let path = variables[name] { variables[name] = Self.absolute(path, in: directory) }
    }
    if let folders = variables["GIT_ALTERNATE_OBJECT_DIRECTORIES"] {
      variables["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = folders.split(separator: ":")
        .map { Self.absolute(String($0), in: directory) }.joined(separator: ":")
    }
    if variables["PATH"] == nil { variables["PATH"] = "/usr/local/bin:/usr/bin:/bin" }
    variables["GIT_DIR"] = gitDirectory
    variables["GIT_WORK_TREE"] = workingTree
    variables["GIT_NO_REPLACE_OBJECTS"] = "1"
    variables["GIT_GRAFT_FILE"] = "/dev/null"
    variables["GIT_TERMINAL_PROMPT"] = "0"
    variables["GIT_OPTIONAL_LOCKS"] = "0"
    variables["LC_ALL"] = "C"
    let overrides = Self.safety + configuration
    variables["GIT_CONFIG_COUNT"] = "\(overrides.count)"
    for (number, (key, value)) in overrides.enumerated() {
      variables["GIT_CONFIG_KEY_\(number)"] = key
      variables["GIT_CONFIG_VALUE_\(number)"] = value
    }
    return variables
  }

  /// Settings by which a repository could make git run a program, or print something else.
  private static let safety: [(String, String)] = [
    ("core.fsmonitor", "false"), ("core.hooksPath", "/dev/null"), ("core.pager", "cat"),
    ("core.alternateRefsCommand", ""), ("protocol.ext.allow", "never"), ("credential.helper", ""),
    ("diff.ignoreSubmodules", "none"), ("status.renames", "false"),
    ("submodule.recurse", "false"), ("fetch.recurseSubmodules", "false"),
    ("log.showSignature", "false"), ("log.mailmap", "false"),
    ("advice.graftFileDeprecated", "false"),
  ]
}
