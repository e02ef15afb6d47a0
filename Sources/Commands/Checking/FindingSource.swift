internal import Diagnostics
internal import Git
internal import Snapshots

/// Finds the text that the place of a finding is in: that of the state which is judged, or of the
/// commit that the finding names.
struct FindingSource {
  private let repository: Repository
  private let snapshot: Snapshot
  private var last: (file: String, commit: String?, text: [UInt8]?)?

  init(_ repository: Repository, _ snapshot: Snapshot) {
    self.repository = repository
    self.snapshot = snapshot
  }

  /// Returns the text; nil where there is no such file. Findings come sorted by file, so the last
  /// text is kept.
  mutating func text(of finding: Finding) throws -> [UInt8]? {
    guard let file = finding.place?.file, !finding.hidesSource else { return nil }
    if let last, last.file == file, last.commit == finding.commit { return last.text }
    let text: [UInt8]?
    if let commit = finding.commit.flatMap(ObjectID.init(hex:)) {
      text = try TreeFiles(repository, tree: repository.readCommit(commit).tree).content(at: file)
    } else {
      text = try snapshot.files.content(at: file)
    }
    last = (file, finding.commit, text)
    return text
  }
}
