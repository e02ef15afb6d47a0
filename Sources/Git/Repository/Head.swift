internal import CLibgit2

/// What HEAD names.
public enum Head: Hashable, Sendable {
  /// A branch, by its full name (`refs/heads/main`), and the commit that it stands on.
  case branch(String, ObjectID)
  /// A branch without a commit, by its full name.
  case unborn(String)
  /// A commit.
  case detached(ObjectID)

  /// The commit, or nil before the first one.
  public var commit: ObjectID? {
    switch self {
    case .branch(_, let id), .detached(let id): id
    case .unborn: nil
    }
  }

  /// The full name of the branch, or nil where HEAD names a commit.
  public var branch: String? {
    switch self {
    case .branch(let name, _), .unborn(let name): name
    case .detached: nil
    }
  }
}

extension Repository {
  /// What HEAD names.
  public var head: Head {
    get throws(GitError) {
      if let plain {
        switch plain.reference("HEAD") {
        case .object(let id)?: return .detached(id)
        case .symbolic(let name)?:
          guard let id = try self.reference(name) else { return .unborn(name) }
          return .branch(name, id)
        case .nothing?, nil: break
        }
      }
      let pointer = try pointer
      let reference = try Handle("read HEAD", at: gitDirectory, freedBy: git_reference_free) {
        git_reference_lookup(&$0, pointer, "HEAD")
      }
      guard git_reference_type(reference.pointer) == GIT_REFERENCE_SYMBOLIC else {
        guard let id = git_reference_target(reference.pointer) else {
          throw GitError(.corrupt, "read HEAD", "it names nothing", at: gitDirectory)
        }
        return .detached(ObjectID(id.pointee))
      }
      guard let target = git_reference_symbolic_target(reference.pointer) else {
        throw GitError(.corrupt, "read HEAD", "it names nothing", at: gitDirectory)
      }
      // SAFETY: the name belongs to the reference, which lives to the end of this call.
      let name = String(cString: target)
      guard let id = try self.reference(name) else { return .unborn(name) }
      return .branch(name, id)
    }
  }

  /// Returns the working tree that stands on a branch, or nil where none does. Moving such a branch
  /// makes the next commit there undo the move.
  public func workingTree(standingOn branch: String) -> String? {
    if !isMainWorktreeBare, headText(in: commonDirectory) == "ref: \(branch)" {
      let tree =
        commonDirectory.hasSuffix("/.git") ? String(commonDirectory.dropLast(5)) : commonDirectory
      return tree
    }
    let folder = "\(commonDirectory)/worktrees"
    for name in SystemFile.names(in: folder).sorted() where name != "." && name != ".." {
      guard headText(in: "\(folder)/\(name)") == "ref: \(branch)" else { continue }
      let place = firstLine(of: "\(folder)/\(name)/gitdir") ?? "\(folder)/\(name)"
      return place.hasSuffix("/.git") ? String(place.dropLast(5)) : place
    }
    return nil
  }

  private var isMainWorktreeBare: Bool {
    // In a linked worktree the handle is not bare even where the main repository is.
    if gitDirectory == commonDirectory { return isBare }
    return (try? configValue("core.bare")) == "true"
  }

  private func headText(in folder: String) -> String? { firstLine(of: "\(folder)/HEAD") }

  private func firstLine(of file: String) -> String? {
    guard let bytes = try? SystemFile.content(file) else { return nil }
    return String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }
}
