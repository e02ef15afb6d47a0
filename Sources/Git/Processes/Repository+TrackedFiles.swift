extension Repository {
  /// Returns the files that the index holds at some paths or below them, in git's order; those whose
  /// names are no UTF-8 are left out.
  public func trackedFiles(below paths: [String]) throws(GitError) -> [String] {
    if paths.isEmpty { return [] }
    return try git(["ls-files", "-z", "--full-name", "--"] + paths).split(separator: 0)
      .compactMap { String(validating: $0, as: UTF8.self) }
  }
}
