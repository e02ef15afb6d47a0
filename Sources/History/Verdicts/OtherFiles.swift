public import Diagnostics
public import Git
internal import Records
public import Snapshots
internal import Validation

/// Judges the files beside the records: documentation, scripts, whatever else people keep. They hold no
/// secrets, and none of them tells git what to do.
///
/// Binary files and those of more than 4 MiB are passed over.
public struct OtherFiles {
  private static let largest = 4 << 20
  private let repository: Repository

  /// Creates a reader of a repository's files.
  public init(_ repository: Repository) { self.repository = repository }

  /// Returns the secrets that a change brings to a file.
  public func findings(about change: TreeDifference) throws -> [Finding] {
    try findings(at: change.path, from: change.old, to: change.new)
  }

  /// Returns the secrets that what is staged brings to a file.
  public func findings(about change: StagedChange) throws -> [Finding] {
    try findings(at: change.path, from: change.old, to: change.new)
  }

  private func findings(
    at path: String,
    from old: TreeDifference.Side?,
    to new: TreeDifference.Side?
  )
    throws -> [Finding]
  {
    guard !GovernedPath.isGoverned(path), let text = try text(of: new),
      TextHoldsNoSecret.isSuspicious(text)
    else { return [] }
    return Self.check(text, path: path, besides: [try self.text(of: old) ?? []])
  }

  /// Returns the objections to every such file of a tree.
  public func findings(in tree: ObjectID) throws -> [Finding] {
    var sides: [(path: String, side: TreeDifference.Side)] = []
    for entry in try repository.readTree(tree) {
      let name = entry.name
      if entry.mode.isTree, GovernedPath.folders.contains(name) { continue }
      guard entry.mode.isTree else {
        sides.append((name, .init(mode: entry.mode, id: entry.id)))
        continue
      }
      try repository.walkTree(tree, under: name) { path, entry in
        sides.append(
          (String(decoding: path, as: UTF8.self), .init(mode: entry.mode, id: entry.id))
        )
      }
    }
    return try sides.flatMap { file in
      try Self.gitFindings(at: file.path) + findings(at: file.path, from: nil, to: file.side)
    }
  }

  /// Returns the objections to every such file that git tracks, as it stands in the working tree.
  public func findings(in files: WorkingTreeFiles) throws -> [Finding] {
    let folders = GovernedPath.folders + [".git"]
    let names = try files.names().filter { !folders.contains($0) }
    return Cores.map(try repository.trackedFiles(below: names)) { path in
      Self.gitFindings(at: path) + Self.findings(at: path, in: files)
    }.flatMap { $0 }
  }

  /// What tells git what to do in a folder of no other rule's; at the top it is judged among the
  /// settings.
  private static func gitFindings(at path: String) -> [Finding] {
    path.contains("/") && GitFilesAreHarmless.concerns(path: path)
      ? GitFilesAreHarmless.check(path: path) : []
  }

  /// Returns the secrets in one file of the working tree; none in what the rules are about.
  public static func findings(at path: String, in files: WorkingTreeFiles) -> [Finding] {
    guard !GovernedPath.isGoverned(path), let text = try? files.content(at: path, upTo: largest)
    else { return [] }
    return findings(in: text, path: path)
  }

  /// Returns the secrets in the text of one such file.
  static func findings(in text: [UInt8], path: String) -> [Finding] {
    isText(text) && text.count <= largest ? check(text, path: path) : []
  }

  /// The text of a blob that can be read as one.
  func text(of side: TreeDifference.Side?) throws -> [UInt8]? {
    guard let side, side.mode.isFile, try repository.blobSize(side.id) <= Self.largest else {
      return nil
    }
    let text = try repository.readBlob(side.id)
    return Self.isText(text) ? text : nil
  }

  private static func check(_ text: [UInt8], path: String, besides known: [[UInt8]] = [])
    -> [Finding]
  {
    TextHoldsNoSecret.check(text, path: path, reference: nil, besides: known, isGoverned: false)
  }

  /// Whether a content is text, by the measure of git: none of its first 8,000 bytes is zero.
  private static func isText(_ content: [UInt8]) -> Bool { !content.prefix(8_000).contains(0) }
}
