public import Documents
public import Git
public import Records

/// The states of records in commits, each blob read and parsed once.
public final class RecordVersions {
  /// The leaves of one version of a record.
  public struct Version {
    /// The record as a value.
    public let value: Value
    /// Every leaf by path.
    public let leaves: [AttributePath: Value]
    /// The leaves' paths, in the order of the text.
    public let order: [AttributePath]
  }

  /// The repository that is read.
  public let repository: Repository
  /// The classes of the commit that is asked from: history is read with its keys.
  public let catalogue: ClassCatalogue

  private var versions: [ObjectID: Version?] = [:]
  private var facts: [ObjectID: CommitFacts] = [:]

  /// Creates a reader of versions.
  public init(_ repository: Repository, catalogue: ClassCatalogue) {
    self.repository = repository
    self.catalogue = catalogue
  }

  /// Returns what a commit says, read once.
  public func facts(of commit: ObjectID) throws(GitError) -> CommitFacts {
    if let known = facts[commit] { return known }
    let made = CommitFacts(try repository.readCommit(commit))
    facts[commit] = made
    return made
  }

  /// Returns the blob at a path of a commit, or nil where there is no plain file.
  public func blob(at path: String, in commit: ObjectID) throws(GitError) -> ObjectID? {
    let tree = try facts(of: commit).tree
    guard let entry = try repository.entry(at: path, in: tree), entry.mode.isFile else {
      return nil
    }
    return entry.id
  }

  /// Returns the version that a blob holds; nil where its text cannot be parsed.
  public func version(_ blob: ObjectID, className: String) throws(GitError) -> Version? {
    if let known = versions[blob] { return known }
    var version: Version?
    let content = try repository.readBlob(blob)
    if let document = try? Document.parse(content) {
      let value = document.value(document.root)
      let leaves = value.leaves(keys: catalogue.recordClass(className)?.listKeys ?? .none)
      version = Version(
        value: value,
        leaves: Dictionary(leaves.map { ($0.path, $0.value) }) { first, _ in first },
        order: leaves.map(\.path)
      )
    }
    versions[blob] = .some(version)
    return version
  }
}
