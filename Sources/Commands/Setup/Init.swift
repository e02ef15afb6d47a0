internal import ArgumentParser
internal import Documents
internal import Git
internal import Records
internal import Snapshots

/// `cmdb init`: makes a data repository.
struct Init: Command {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a data repository.",
    discussion: Prose.filled(
      """
      Writes cmdb.yaml, .gitattributes, one team and one person (from git's user), installs hooks and
      drivers, and makes the first commit.

        cmdb init inventory

      Exit status: 0 made, 1 there is one already, 2 usage, 3 git or the file system failed.
      """
    )
  )

  @Argument(help: "The folder; the present one where none is named.") var directory: String = "."
  @Option(help: "How many hexadecimal digits name a record's folder: 0 or 2.")
  var sharding: Int = 0

  func run(in context: CommandContext) throws -> ExitStatus {
    guard sharding == 0 || sharding == 2 else {
      throw CommandFailure(.usage, "sharding is 0 or 2, not \(sharding)")
    }
    var context = context
    let folder = Workspace.normalised(context.absolute(directory))
    try Self.refuseExisting(folder)
    guard let identity = try GitIdentity(context) else { throw GitIdentity.unknown }
    let standing = try? Repository.open(at: folder)
    if let standing, standing.isBare, standing.gitDirectory == folder {
      throw CommandFailure(
        .failure,
        "the repository is bare, and records are edited in a working tree",
        at: folder,
        remedy: "clone it, and run cmdb init in the clone"
      )
    }
    _ = try Repository.initialise(at: folder, bare: false, initialBranch: "main")
    context.directory = folder
    let workspace = try Workspace(context)
    let changes = FirstFiles(
      name: identity.name,
      email: identity.email,
      sharding: sharding,
      branch: try Self.branch(of: workspace.repository)
    ).changes()
    for path in changes.paths where try workspace.present().files.entry(at: path) != nil {
      throw CommandFailure(.no, "the file is there already", at: "\(folder)/\(path)")
    }
    try WorkingTreeWriter(root: folder).apply(changes)
    let setup = RepositorySetup(workspace)
    _ = try setup.installHooks()
    try setup.registerDrivers()
    let git = UserGit(root: folder, environment: context.environment)
    // The hook would call the program by its name, which need not be on the PATH yet.
    try git.commit(changes.paths, message: "Begin the inventory", options: ["--no-verify"])
    context.terminal.say(
      "made a data repository in \(folder); next: cmdb new server web-01, then cmdb validate"
    )
    return .success
  }

  /// The branch that becomes the truth: the one that the repository stands on.
  private static func branch(of repository: Repository) throws -> String {
    switch try repository.head {
    case .branch(let name, _), .unborn(let name):
      return name.hasPrefix("refs/heads/") ? String(name.dropFirst("refs/heads/".count)) : name
    case .detached: return "main"
    }
  }

  private static func refuseExisting(_ folder: String) throws {
    let files = WorkingTreeFiles(root: folder)
    if try WorkingTreeFiles(root: "/").entry(at: String(folder.dropFirst())) != nil {
      throw CommandFailure(.usage, "there is a file where the folder would be", at: folder)
    }
    if try files.entry(at: Settings.fileName) != nil {
      throw CommandFailure(.no, "there is a data repository already", at: folder)
    }
  }
}

/// The files of a new data repository.
struct FirstFiles {
  let name: String
  let email: String
  let sharding: Int
  let branch: String

  func changes() -> ChangeSet {
    let layout = RecordLayout(sharding: sharding)
    let personId = RecordIdentifier.made(from: String(email.prefix { $0 != "@" })) ?? "admin"
    var changes = ChangeSet()
    changes.write(Array(settings.utf8), to: Settings.fileName)
    changes.write(Array(RepositorySetup.attributes.utf8), to: ".gitattributes")
    changes.write(
      Array(team.utf8),
      to: layout.path(of: Reference(className: "team", id: "platform"))
    )
    changes.write(
      Array(person(personId).utf8),
      to: layout.path(of: Reference(className: "person", id: personId))
    )
    return changes
  }

  private var settings: String {
    """
    # Settings of this inventory; cmdb schema show cmdb explains them.
    format: 1
    main: \(branch)
    sharding: \(sharding)
    routing: { default: team/platform }

    """
  }

  private var team: String {
    """
    # The first team: rename it with cmdb mv team/platform team/…
    id: platform
    class: team
    name: Platform
    lifecycle: active
    contact: { mail: \(Self.scalar(email)) }

    """
  }

  private func person(_ id: String) -> String {
    """
    id: \(id)
    class: person
    name: \(Self.scalar(name))
    lifecycle: active
    # The addresses that this person commits under: blame and approvals find the person by them.
    authors: [\(Self.scalar(email))]
    relations:
      member_of: [team/platform]

    """
  }

  /// The text as it stands in a record, quoted where it must be.
  private static func scalar(_ text: String) -> String {
    String(decoding: YAMLWriter.text(of: .list([.string(text)])), as: UTF8.self)
      .trimmingFinalNewline.dropFirst("- ".count).description
  }
}
