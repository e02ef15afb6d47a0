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

  /// A text may be read as a record of two classes, whose keys differ.
  private struct Key: Hashable {
    let blob: ObjectID
    let className: String
  }

  private var versions: [Key: Version?] = [:]
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
    let tree = try repository.readCommitNode(commit).tree
    guard let entry = try repository.entry(at: path, in: tree), entry.mode.isFile else {
      return nil
    }
    return entry.id
  }

  /// Returns the version that a blob holds; nil where its text cannot be parsed.
  public func version(_ blob: ObjectID, className: String) throws(GitError) -> Version? {
    let key = Key(blob: blob, className: className)
    if let known = versions[key] { return known }
    let text = try repository.readBlob(blob)
    let document = try? Document.parse(text)
    let version = document.map { self.version(of: $0, className: className) }
    versions[key] = .some(version)
    return version
  }

  /// Takes in a record that was read elsewhere: git would store its text under an id that follows from
  /// it, so that object need not be read.
  public func take(_ record: Record) {
    let key = Key(
      blob: ObjectID.hash(.blob, record.document.source),
      className: record.reference.className
    )
    versions[key] = version(of: record.document, className: key.className)
  }

  private func version(of document: Document, className: String) -> Version {
    let value = document.value(document.root)
    let leaves = value.leaves(keys: catalogue.recordClass(className)?.listKeys ?? .none)
    return Version(
      value: value,
      leaves: Dictionary(leaves.map { ($0.path, $0.value) }) { first, _ in first },
      order: leaves.map(\.path)
    )
  }
}
