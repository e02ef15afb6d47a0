internal import ArgumentParser
internal import Documents
internal import Records
internal import Snapshots

/// `cmdb rm`: removes a record with every reference that points to it.
struct Remove: Command {
  static let configuration = CommandConfiguration(
    commandName: "rm",
    abstract: "Remove a record, with every reference that points to it.",
    discussion: Prose.filled(
      """
      A record that a source is bound to would be asked about again: the ignore entry that keeps it
      away is written into the source's file, with who, why and until.

        cmdb rm server/old-17 --reason 'sold' --dry-run

      Exit status: 0 removed, 1 refused or no such record, 2 usage, 3 the repository failed.
      """
    )
  )

  @Argument(help: "The record, as class/id.") var ref: String
  @Option(help: "Why it goes; written into the ignore entries of its sources.")
  var reason: String = "removed"
  @Option(help: ArgumentHelp("The day on which the ignore entries end.", valueName: "date"))
  var until: String?
  @OptionGroup var options: EditOptions

  func run(in context: CommandContext) throws -> ExitStatus {
    if let until, CalendarDay(until) == nil {
      throw CommandFailure(.usage, "\(until) is no date", remedy: "write 2027-06-30")
    }
    var edit = try WorkingTreeEdit(Workspace(context))
    let record = try RecordArgument.record(ref, in: edit.snapshot)
    let referrers = try edit.snapshot.referrers(of: record.reference)
      .filter { $0.reference != record.reference }
    for (reference, places) in Dictionary(grouping: referrers, by: \.reference) {
      guard let referrer = try edit.snapshot.record(reference) else { continue }
      try edit.apply(places.map { .remove($0.attribute) }, to: referrer)
    }
    edit.remove(record.path)
    for (source, keys) in Bindings.all(in: record.value) {
      try ignore(keys, of: source, in: &edit)
    }
    let places =
      try referrers.count
      + edit.editSettings(that: record.reference) { path, keys in
        .remove(Self.thing(at: path, keys))
      }
    let count = places == 1 ? "1 reference" : "\(places) references"
    return try EditConclusion.conclude(
      edit,
      options,
      context,
      done: "removed \(ref) with \(count)"
    )
  }

  /// What goes with a reference in a file of settings: an item goes whole where the reference is what
  /// it is known by, such as an exception of a standard.
  private static func thing(at path: AttributePath, _ keys: ListKeys) -> AttributePath {
    guard path.segments.count > 2, case .name(let name)? = path.segments.last else { return path }
    let item = AttributePath(Array(path.segments.dropLast()))
    guard case .item? = item.segments.last else { return path }
    let list = AttributePath(Array(item.segments.dropLast())).pattern
    return keys.key(at: list)?.properties == [name] ? item : path
  }

  /// Writes an ignore entry a key into the source's file, where the repository has one.
  private func ignore(_ keys: [String], of source: String, in edit: inout WorkingTreeEdit) throws {
    let list = AttributePath().appending(name: "ignore")
    try edit.editSource(source) { by in
      keys.map { key in
        var entry: ValueMap = ["key": .string(key), "by": .string(by), "reason": .string(reason)]
        if let until { entry["until"] = .string(until) }
        return .append(list, .map(entry))
      }
    }
  }
}
