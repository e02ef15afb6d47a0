public import Diagnostics
public import Documents
public import Records
public import Snapshots
public import Validation

/// Judges the files of a snapshot by the rules.
public struct RecordJudge {
  /// What was judged, and what was found.
  public struct Verdict: Sendable {
    /// How many files were judged.
    public var checked = 0
    /// What was found, sorted.
    public var findings: [Finding] = []
    /// How many records a change of schemas, settings or policy breaks; nil where it changes none.
    public var broken: Int?

    /// Creates a verdict.
    public init(checked: Int = 0, findings: [Finding] = []) {
      self.checked = checked
      self.findings = findings
    }

    /// Whether no finding is an error.
    public var isValid: Bool { !findings.contains { $0.severity == .error } }
  }

  private let snapshot: Snapshot
  /// What the rules judge by.
  let context: ValidationContext
  private let rules: [any Rule.Type]

  /// Creates a judge.
  ///
  /// - Parameters:
  ///   - snapshot: What is judged.
  ///   - day: The day that rules about dates are judged by.
  ///   - rules: The rules about records.
  ///   - schemas: The compiled schemas; judges of snapshots with one catalogue may share them.
  ///   - policy: The organisation's rules; those of the snapshot where none are given.
  ///   - lapseSeverity: The most that a breach by the passing of days weighs.
  public init(
    _ snapshot: Snapshot,
    day: CalendarDay,
    rules: [any Rule.Type] = RuleList.all,
    schemas: SchemaStore? = nil,
    policy: Policy? = nil,
    lapseSeverity: Severity = .warning
  ) throws {
    self.snapshot = snapshot
    self.rules = rules
    context = ValidationContext(
      lookup: snapshot,
      catalogue: snapshot.catalogue,
      settings: snapshot.settings,
      schemas: schemas ?? SchemaStore(snapshot.catalogue),
      day: day,
      policy: try policy ?? RepositoryPolicy.read(snapshot),
      lapseSeverity: lapseSeverity
    )
  }

  /// Judges every governed file of the snapshot.
  public func everything() throws -> Verdict {
    let screening = try RecordScreening(snapshot, in: context)
    let settings = try settingEntries()
    var verdict = Verdict(checked: screening.screened.count + settings.count)
    let paths = screening.screened.map(\.entry.path)
    if !screening.hasDistinctNames { verdict.findings += RecordNamesAreDistinct.check(paths) }
    for folder in GovernedPath.folders {
      guard let entry = try snapshot.files.entry(at: folder) else { continue }
      verdict.findings.append(
        Finding(
          rule: FileIsRecord.id,
          place: Place(file: folder),
          message: "\(folder) is \(entry.kind.phrase ?? "a file"), not a folder",
          help: "a governed folder is an ordinary folder of the repository"
        )
      )
    }
    for file in screening.screened where !file.isPlaced {
      verdict.findings += placeFindings(of: file.entry)
    }
    for (entry, doubt) in screening.doubts() {
      verdict.findings += try textFindings(
        of: entry,
        rules: doubt == .whole ? rules : Self.screened
      )
    }
    for entry in settings { verdict.findings += try settingFindings(entry) }
    verdict.findings += FolderSizes.check(paths, settings: snapshot.settings)
    verdict.findings.sort()
    return verdict
  }

  /// Judges the files at some paths; a path that is no file is skipped.
  public func files(at paths: [String]) throws -> Verdict {
    var verdict = Verdict()
    for path in paths {
      guard let entry = try snapshot.files.entry(at: path) else { continue }
      verdict.checked += 1
      verdict.findings += try findings(of: entry)
    }
    verdict.findings.sort()
    return verdict
  }

  /// Returns the objections to the file at a path; none where there is no file.
  public func findings(atPath path: String) throws -> [Finding] {
    guard let entry = try snapshot.files.entry(at: path) else { return [] }
    return try findings(of: entry)
  }

  /// Returns why a record may not be as `value` says, among other records than the snapshot's: the
  /// messages of the errors.
  public func objections(
    to value: Value,
    as reference: Reference,
    among records: any RecordLookup
  ) throws -> [String] {
    var context = context
    context.lookup = records
    let document = try Document.parse(YAMLWriter.text(of: value))
    let path = snapshot.settings.layout.path(of: reference)
    return try findings(of: document, path: path, reference: reference, rules, in: context)
      .filter { $0.severity == .error }.map(\.message)
  }

  /// The rules that are left where a screen has answered for the others.
  private static let screened = ClassScreen.rules

  private func settingEntries() throws -> [FileEntry] {
    let top = try [Settings.fileName, ".gitmodules"].compactMap { try snapshot.files.entry(at: $0) }
    return try top
      + GovernedPath.settingFolders.flatMap { try snapshot.files.entries(below: $0) }
  }

  private func findings(of entry: FileEntry) throws -> [Finding] {
    guard entry.path.hasPrefix(RecordLayout.root + "/") else { return try settingFindings(entry) }
    return placeFindings(of: entry) + (try textFindings(of: entry, rules: rules))
  }

  /// The objections to where a record's file stands, and to what kind of file it is.
  private func placeFindings(of entry: FileEntry) -> [Finding] {
    let kind = entry.kind == .executable ? "a file that may be executed" : entry.kind.phrase
    return FileIsRecord.check(
      .init(path: entry.path, isFaithful: entry.hasFaithfulPath, otherKind: kind),
      settings: snapshot.settings,
      catalogue: snapshot.catalogue
    )
  }

  /// The objections to what a record's file holds.
  private func textFindings(of entry: FileEntry, rules: [any Rule.Type]) throws -> [Finding] {
    guard entry.kind.isFile, entry.hasFaithfulPath,
      let reference = RecordLayout.reference(ofPath: entry.path)
    else { return [] }
    let text = try snapshot.files.content(of: entry)
    let document: Document
    do throws(DocumentError) {
      document = try Document.parse(text)
    } catch {
      let name = reference.description
      return TextHoldsNoSecret.check(text, path: entry.path, reference: name)
        + [TextIsDocument.finding(error, of: text, path: entry.path, reference: name)]
    }
    return try findings(of: document, path: entry.path, reference: reference, rules, in: context)
  }

  private func findings(
    of document: Document,
    path: String,
    reference: Reference,
    _ rules: [any Rule.Type],
    in context: ValidationContext
  ) throws -> [Finding] {
    let subject = RecordSubject(
      path: path,
      reference: reference,
      recordClass: snapshot.catalogue.recordClass(reference.className),
      document: document
    )
    let secrets = TextHoldsNoSecret.check(
      document.source,
      path: path,
      reference: reference.description
    )
    return try secrets + rules.flatMap { try $0.check(subject, in: context) }
  }

  private func settingFindings(_ entry: FileEntry) throws -> [Finding] {
    let path = entry.path
    guard entry.kind.isFile else {
      return [
        Finding(
          rule: FileIsRecord.id,
          place: Place(file: path),
          message: "\(path) is \(entry.kind.phrase ?? "no file")",
          help: "a governed file is an ordinary file"
        )
      ]
    }
    if GitFilesAreHarmless.concerns(path: path) { return GitFilesAreHarmless.check(path: path) }
    let text = try snapshot.files.content(of: entry)
    guard GovernedPath.isGoverned(path) else { return OtherFiles.findings(in: text, path: path) }
    let findings =
      FileIsRecord.checkName(ofSettings: path, isFaithful: entry.hasFaithfulPath)
      + TextHoldsNoSecret.check(text, path: path, reference: nil)
    guard path.hasSuffix(".yaml") else { return findings }
    let document: Document
    do throws(DocumentError) {
      document = try Document.parse(text)
    } catch {
      return findings + [TextIsDocument.finding(error, of: text, path: path, reference: nil)]
    }
    if SchemaCanBeUsed.concerns(path: path) {
      return findings + SchemaCanBeUsed.check(document, path: path, in: context)
    }
    guard let format = SettingsFollowSchema.format(ofPath: path) else { return findings }
    return findings
      + SettingsFollowSchema.check(document, path: path, format: format, in: context)
      + (try SettingsReferToRecords.check(document, path: path, format: format, in: context))
  }
}

extension FileEntry.Kind {
  /// What the kind is called in a finding, or nil for a file that may hold a record.
  fileprivate var phrase: String? {
    switch self {
    case .regular, .executable: nil
    case .symbolicLink: "a symbolic link"
    case .submodule: "another repository"
    case .other: "no ordinary file"
    }
  }
}
