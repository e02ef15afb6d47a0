internal import Documents
internal import Git
internal import Records
internal import SampleLibrary
internal import Snapshots

/// Makes the sample repository commit by commit, as a year of work would have left it.
struct DemoHistory {
  private let context: CommandContext
  private let folder: String

  init(_ context: CommandContext, folder: String) {
    self.context = context
    self.folder = folder
  }

  /// Makes the repository.
  func make() throws {
    _ = try Repository.initialise(at: folder, bare: false, initialBranch: "main")
    let setup = RepositorySetup(try Workspace(context))
    try setup.registerDrivers()
    try begin()
    for step in DemoStory.steps { try perform(step) }
    _ = try setup.installHooks()
  }

  /// The first commit: the sample as it was before the story's edits.
  private func begin() throws {
    var changes = ChangeSet()
    for file in SampleLibrary.files { changes.write(file.source, to: file.path) }
    let writer = WorkingTreeWriter(root: folder)
    try writer.apply(changes)
    for edit in DemoStory.before {
      try command(
        ["set", edit.reference, "\(edit.attribute)=\(edit.value)", "--force"],
        DemoStory.begun
      )
    }
    try git(["add", "--all"], .ada, DemoStory.begun)
    try git(
      [
        "commit", "--quiet", "--no-verify", "--message",
        "Begin the inventory from the old spreadsheet",
      ],
      .ada,
      DemoStory.begun
    )
  }

  private func perform(_ step: DemoStory.Step) throws {
    switch step.action {
    case .edit(let edits):
      try apply(edits, step)
      try commit(step)
    case .proposal(let name, let edits, let approver):
      try git(["checkout", "--quiet", "-b", "proposal/\(name)"], step.person, step.time)
      try apply(edits, step)
      try commit(step)
      try git(["checkout", "--quiet", "main"], step.person, step.time)
      try git(
        [
          "merge", "--quiet", "--no-ff", "--no-verify", "proposal/\(name)", "--message",
          "Merge proposal \(name)\n\nApproved-by: \(approver.identity)",
        ],
        approver,
        step.time + 3_600
      )
      try git(["branch", "--quiet", "--delete", "proposal/\(name)"], step.person, step.time)
    case .delivery(let kind, let source, let file):
      try command(["import", kind, "--source", source, "\(folder)/\(file)"], step.time)
    case .sync:
      try command(["sync", "--once"], step.time)
    }
  }

  private func apply(_ edits: [DemoStory.Edit], _ step: DemoStory.Step) throws {
    for edit in edits {
      try command(["set", edit.reference, "\(edit.attribute)=\(edit.value)", "--force"], step.time)
    }
  }

  private func commit(_ step: DemoStory.Step) throws {
    try git(["add", "--all"], step.person, step.time)
    try git(
      ["commit", "--quiet", "--no-verify", "--message", step.message],
      step.person,
      step.time
    )
  }

  private func git(_ words: [String], _ person: DemoStory.Person, _ time: Int64) throws {
    var environment = context.environment
    environment["GIT_AUTHOR_NAME"] = person.name
    environment["GIT_AUTHOR_EMAIL"] = person.email
    environment["GIT_COMMITTER_NAME"] = person.name
    environment["GIT_COMMITTER_EMAIL"] = person.email
    environment["GIT_AUTHOR_DATE"] = "\(time) +0000"
    environment["GIT_COMMITTER_DATE"] = "\(time) +0000"
    try UserGit(root: folder, environment: environment).run(
      ["-c", "commit.gpgsign=false", "-c", "core.hooksPath=/dev/null"] + words
    )
  }

  /// Runs one of our own commands at a time of the story; what it says is not shown.
  private func command(_ words: [String], _ time: Int64) throws {
    var quiet = context
    let errors = OutputSink.buffer()
    quiet.terminal = Terminal(output: .buffer(), errors: errors)
    quiet.now = time
    let status = Program.run(words, in: quiet)
    guard status == .success else {
      throw CommandFailure(
        .failure,
        "the demo could not run cmdb \(words.joined(separator: " "))",
        details: errors.text.trimmingFinalNewline
      )
    }
  }
}
