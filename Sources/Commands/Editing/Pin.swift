internal import ArgumentParser
internal import Documents
internal import Records

/// `cmdb pin`: keeps a discovered attribute as it is, or empty, against what sources say.
struct Pin: Command {
  static let configuration = CommandConfiguration(
    commandName: "pin",
    abstract: "Keep a value against the sources, with a reason.",
    discussion: Prose.filled(
      """
      The attribute stays as it stands, or absent, whatever sources say, until the day given or until
      it is released. It is written into the record's `pinned`, with who and why.

        cmdb pin server/web-01 os.version --reason 'agent reports the container' --until 2027-01-01
        cmdb pin server/web-01 'interfaces[eth1]' --reason 'test cable'

      Exit status: 0 written or nothing to change, 1 refused or no such record or attribute, 2 usage,
      3 the repository failed.
      """
    )
  )

  @Argument(help: "The record, as class/id.") var ref: String
  @Argument(help: "The attributes.") var attributes: [String]
  @Option(help: ArgumentHelp("Why the sources are wrong or must wait.", valueName: "text"))
  var reason: String
  @Option(help: ArgumentHelp("The last day on which the pin holds.", valueName: "date"))
  var until: String?
  @OptionGroup var options: EditOptions

  func run(in context: CommandContext) throws -> ExitStatus {
    guard !reason.allSatisfy(\.isWhitespace) else {
      throw CommandFailure(.usage, "the reason is empty", remedy: "say why the value stays")
    }
    let until = try self.until.map { try day($0, from: context.today) }
    var edit = try WorkingTreeEdit(Workspace(context))
    let record = try RecordArgument.record(ref, in: edit.snapshot)
    let by = try PersonOfCommitter(edit.workspace, edit.snapshot).reference
    var pin: ValueMap = ["reason": .string(reason)]
    if let until { pin["until"] = .string(until.description) }
    if let by { pin["by"] = .string(by.description) }
    let edits = try attributes.map { text in
      let path = try PinnedAttribute.path(text, of: record, in: edit.snapshot)
      return DocumentEdit.set(PinnedAttribute.place(of: path), .map(pin))
    }
    try edit.apply(edits, to: record)
    let names = attributes.joined(separator: ", ")
    return try EditConclusion.conclude(edit, options, context, done: "pinned \(names) of \(ref)")
  }

  private func day(_ text: String, from today: CalendarDay) throws -> CalendarDay {
    guard let day = CalendarDay(text) else {
      throw CommandFailure(.usage, "\(text) is no date", remedy: "write 2027-06-30")
    }
    guard day >= today else {
      throw CommandFailure(.usage, "\(text) is past, so the pin would hold nothing")
    }
    return day
  }
}
