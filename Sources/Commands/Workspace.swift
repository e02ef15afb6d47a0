internal import Documents
internal import Git
internal import History
internal import Records
internal import SchemaLibrary
internal import Snapshots

/// The repository that a command works on, and the state of it that the user sees.
struct Workspace {
  let repository: Repository
  let context: CommandContext
  /// The derived index; nil where the answer is to be found without it.
  let index: RecordIndex?
  /// The settings that the user sees.
  private let settings: Settings

  /// How many seconds a command waits for another one that is writing the index, before it walks.
  private static let patience = 0.25

  /// Opens the repository around the command's folder, in hooks the one that git names.
  init(_ context: CommandContext, withoutIndex: Bool = false) throws {
    self.context = context
    repository = try Repository.openFromEnvironment(
      at: context.directory,
      environment: context.environment
    )
    index = withoutIndex ? nil : RecordIndex(repository, patience: Self.patience)
    settings = try Self.settings(of: repository)
    try refuseNewerFormat(settings)
  }

  /// The schemas that the program brings along.
  static var builtInSchemas: [SchemaFile] {
    SchemaLibrary.files.map { SchemaFile(name: $0.name, origin: .builtIn, source: $0.source) }
  }

  /// What the user sees: the working tree, or `main` in a bare repository.
  func present() throws -> Snapshot {
    if let root = repository.workingTree {
      return try snapshot(SparseFiles(repository, root: root) ?? files(of: root))
    }
    return try snapshot(of: try headCommit())
  }

  /// The files of the working tree.
  func files(of root: String) -> WorkingTreeFiles {
    WorkingTreeFiles(root: root, trustsModes: repository.trustsFileModes)
  }

  /// The moment that a user named, if any: to find one may be a walk through history.
  func moment(_ text: String?) throws -> Moment? { try text.map { try Moment($0, in: self) } }

  /// The records as of a moment, or as the user sees them.
  func snapshot(at moment: Moment?) throws -> Snapshot {
    try moment.map { try snapshot(of: $0.commit) } ?? present()
  }

  /// The records as of a revision or date, or as the user sees them.
  func snapshot(at text: String?) throws -> Snapshot { try snapshot(at: moment(text)) }

  /// The day that relative dates count from: that of the state that is read.
  func day(at moment: Moment?) -> CalendarDay { moment?.day ?? context.today }

  /// The records of a commit.
  func snapshot(of commit: ObjectID) throws -> Snapshot {
    try snapshot(TreeFiles(repository, tree: try repository.readCommit(commit).tree))
  }

  /// A snapshot of any files.
  func snapshot(_ files: any RecordFiles) throws -> Snapshot {
    let snapshot = try Snapshot(files: files, builtIn: Self.builtInSchemas)
    try refuseNewerFormat(snapshot.settings)
    return snapshot
  }

  /// What a newer program has written may mean something else than it seems to, so it is not read.
  private func refuseNewerFormat(_ settings: Settings) throws {
    guard settings.format > Settings.currentFormat else { return }
    throw CommandFailure(
      .failure,
      "the repository is of format \(settings.format), and this cmdb reads \(Settings.currentFormat)",
      at: Settings.fileName,
      remedy: "use a newer cmdb"
    )
  }

  /// The folder of the working tree; commands that edit need one.
  func editableRoot() throws -> String {
    guard let root = repository.workingTree else {
      throw CommandFailure(
        .failure,
        "the repository is bare",
        at: repository.gitDirectory,
        remedy: "edit in a clone that has a working tree"
      )
    }
    return root
  }

  /// The branch that is the truth, as `cmdb.yaml` names it.
  func mainBranch() -> String {
    "refs/heads/\(settings.main)"
  }

  /// The settings that the user sees, read without anything else.
  private static func settings(of repository: Repository) throws -> Settings {
    if let root = repository.workingTree {
      let files = WorkingTreeFiles(root: root)
      if try files.entry(at: Settings.fileName) != nil { return try Settings(of: files) }
      return try SparseFiles(repository, root: root).map(Settings.init(of:)) ?? Settings()
    }
    let start =
      try committed(in: repository) ?? repository.reference("refs/heads/\(Settings().main)")
    return try Settings(
      of: TreeFiles(repository, tree: start.map { try repository.readCommit($0).tree })
    )
  }

  /// The commit that HEAD names, and in a bare repository, where nobody checks anything out, the one
  /// of the main branch.
  func headCommit() throws -> ObjectID {
    if let commit = try headIfAny() { return commit }
    throw CommandFailure(
      .failure,
      "there is no commit yet",
      at: repository.isBare ? mainBranch() : "HEAD",
      remedy: "make the first commit, or cmdb init"
    )
  }

  /// As `headCommit`; nil where there is none yet.
  func headIfAny() throws -> ObjectID? {
    guard repository.isBare else { return try Self.committed(in: repository) }
    return try repository.reference(mainBranch()) ?? Self.committed(in: repository)
  }

  private static func committed(in repository: Repository) throws -> ObjectID? {
    switch try repository.head {
    case .branch(_, let id), .detached(let id): id
    case .unborn: nil
    }
  }

  /// The commit at a revision, or at a date along first parents of the main branch.
  func commit(at moment: String) throws -> ObjectID {
    try Moment(moment, in: self).commit
  }
}
