extension Repository {
  /// Whether the index marks files that git is to take on trust, without looking whether they differ:
  /// `assume-unchanged`, or `skip-worktree` where no sparse checkout leaves them out.
  ///
  /// The flags are read here, since git would print every path to say them; of an index in a form
  /// that is not known here, or in two parts, git is asked all the same.
  ///
  /// - Parameter environment: What may name another index (`GIT_INDEX_FILE`).
  public func takesFilesOnTrust(environment: [String: String]? = nil) throws(GitError) -> Bool {
    let isSparse = try configValue("core.sparseCheckout") == "true"
    let path =
      (environment ?? self.environment)["GIT_INDEX_FILE"].map { Self.absolute($0, in: directory) }
      ?? "\(gitDirectory)/index"
    guard let bytes = try SystemFile.contentIfAny(path) else { return false }
    if let flags = IndexFlags(bytes) {
      return flags.assumesUnchanged || (flags.skipsWorkingTree && !isSparse)
    }
    // A small letter marks what is assumed to be unchanged, S and s what is skipped.
    return try git(["ls-files", "-v", "-z"], environment: environment).split(separator: 0)
      .contains { line in
        guard let mark = line.first else { return false }
        return mark > UInt8(ascii: "Z") || (mark == UInt8(ascii: "S") && !isSparse)
      }
  }
}
