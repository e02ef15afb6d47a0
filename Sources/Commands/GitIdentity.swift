internal import Git

/// Whoever git says is committing.
struct GitIdentity {
  let name: String
  let email: String

  /// Asks git, as it would answer in a folder; nil where it does not know.
  init?(_ context: CommandContext, in directory: String? = nil) throws {
    let result = try ChildProcess.run(
      ["git", "var", "GIT_AUTHOR_IDENT"],
      environment: context.environment,
      directory: directory
    )
    let text = String(decoding: result.output, as: UTF8.self)
    guard result.status == 0, let open = text.firstIndex(of: "<"),
      let close = text.firstIndex(of: ">"), open < close
    else { return nil }
    name = text[..<open].split(separator: " ").joined(separator: " ")
    email = String(text[text.index(after: open)..<close])
  }

  /// What ends a command that cannot do without.
  static let unknown = CommandFailure(
    .failure,
    "git does not know who you are",
    remedy: "git config --global user.name … and user.email …"
  )
}

extension Workspace {
  /// Who git says is committing here, or nil where it does not know.
  func identity() throws -> GitIdentity? {
    try GitIdentity(context, in: repository.workingTree ?? repository.gitDirectory)
  }
}
