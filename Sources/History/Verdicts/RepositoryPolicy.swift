internal import Documents
internal import Records
public import Snapshots
public import Validation

/// Reads the policy of a repository at one moment.
public enum RepositoryPolicy {
  /// The folder of its files.
  public static let folder = "policy"

  /// Returns what all files of `policy/` say together; a file that cannot be parsed says nothing.
  public static func read(_ snapshot: Snapshot) throws -> Policy {
    var files: [Policy.File] = []
    for entry in try snapshot.files.entries(below: folder)
    where entry.kind.isFile && entry.path.hasSuffix(".yaml") {
      guard let document = try? Document.parse(snapshot.files.content(of: entry)) else { continue }
      files.append(Policy.File(path: entry.path, document: document))
    }
    return files.isEmpty ? .none : Policy(files, catalogue: snapshot.catalogue)
  }
}
