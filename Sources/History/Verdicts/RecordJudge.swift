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

    /// Creates a verdict.
    public init(checked: Int = 0, findings: [Finding] = []) {
      self.checked = checked
      self.findings = findings
    }

    /// Whether no finding is an error.
    public var isValid: Bool { !findings.contains { $0.severity == .error } }
  }

  private let snapshot: Snapshot
  private let context: ValidationContext
  private let rules: [any Rule.Type]

  /// Creates a judge; `day` is the day that rules about dates are judged by. Judges of snapshots with
  /// one catalogue may share the compiled schemas.
  public init(
    _ snapshot: Snapshot,
    day: CalendarDay,
    rules: [any Rule.Type] = RuleList.all,
    schemas: SchemaStore? = nil
  ) {
    self.snapshot = snapshot
    self.rules = rules
    context = ValidationContext(
      lookup: snapshot,
      catalogue: snapshot.catalogue,
      settings: snapshot.settings,
      schemas: schemas ?? SchemaStore(snapshot.catalogue),
      day: day
    )
  }

  /// Judges every governed file of the snapshot.
  public func everything() throws -> Verdict {
    let entries = try snapshot.recordEntries()
    var verdict = Verdict()
    verdict.findings = RecordNamesAreDistinct.check(entries.map(\.path))
    for folder in [RecordLayout.root, "schema", "sources", "policy"] {
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
    let settings = try settingEntries()
    verdict.checked = entries.count + settings.count
    let doubtful = try RecordScreening(snapshot: snapshot, schemas: context.schemas)
      .suspicious(among: entries)
    for entry in entries {
      verdict.findings += FileIsRecord.check(
        subject(of: entry),
        settings: snapshot.settings,
        catalogue: snapshot.catalogue
      )
    }
    for entry in doubtful { verdict.findings += try textFindings(of: entry) }
    for entry in settings { verdict.findings += try settingFindings(entry) }
    verdict.findings += FolderSizes.check(entries.map(\.path), settings: snapshot.settings)
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

  /// Returns why a record may not be as `value` says: the messages of the errors.
  public func objections(to value: Value, as reference: Reference) throws -> [String] {
    let path = snapshot.settings.layout.path(of: reference)
    let document = try Document.parse(YAMLWriter.text(of: value))
    let subject = RecordSubject(
      path: path,
      reference: reference,
      recordClass: snapshot.catalogue.recordClass(reference.className),
      document: document
    )
    return try recordFindings(subject).filter { $0.severity == .error }.map(\.message)
  }

  private func settingEntries() throws -> [FileEntry] {
    let top = try snapshot.files.entry(at: Settings.fileName).map { [$0] } ?? []
    return try top
      + ["schema", "sources", "policy"].flatMap { try snapshot.files.entries(below: $0) }
  }

  private func findings(of entry: FileEntry) throws -> [Finding] {
    guard entry.path.hasPrefix(RecordLayout.root + "/") else { return try settingFindings(entry) }
    return FileIsRecord.check(
      subject(of: entry),
      settings: snapshot.settings,
      catalogue: snapshot.catalogue
    )
      + (try textFindings(of: entry))
  }

  private func subject(of entry: FileEntry) -> FileIsRecord.Subject {
    .init(path: entry.path, isFaithful: entry.hasFaithfulPath, otherKind: entry.kind.phrase)
  }

  /// The objections to what a record's file holds.
  private func textFindings(of entry: FileEntry) throws -> [Finding] {
    guard entry.kind.isFile, entry.hasFaithfulPath,
      let reference = RecordLayout.reference(ofPath: entry.path)
    else { return [] }
    let text = try snapshot.files.content(of: entry)
    let document: Document
    do throws(DocumentError) {
      document = try Document.parse(text)
    } catch {
      return [
        TextIsDocument.finding(error, of: text, path: entry.path, reference: reference.description)
      ]
    }
    let subject = RecordSubject(
      path: entry.path,
      reference: reference,
      recordClass: snapshot.catalogue.recordClass(reference.className),
      document: document
    )
    return try recordFindings(subject)
  }

  private func recordFindings(_ subject: RecordSubject) throws -> [Finding] {
    try rules.flatMap { try $0.check(subject, in: context) }
  }

  private func settingFindings(_ entry: FileEntry) throws -> [Finding] {
    guard entry.kind.isFile else {
      return [
        Finding(
          rule: FileIsRecord.id,
          place: Place(file: entry.path),
          message: "\(entry.path) is \(entry.kind.phrase ?? "no file")",
          help: "a governed file is an ordinary file"
        )
      ]
    }
    guard entry.path.hasSuffix(".yaml") else { return [] }
    let text = try snapshot.files.content(of: entry)
    let document: Document
    do throws(DocumentError) {
      document = try Document.parse(text)
    } catch {
      return [TextIsDocument.finding(error, of: text, path: entry.path, reference: nil)]
    }
    guard let format = SettingsFollowSchema.format(ofPath: entry.path) else { return [] }
    return SettingsFollowSchema.check(
      document,
      path: entry.path,
      format: format,
      in: context
    ) + (try SettingsReferToRecords.check(document, path: entry.path, format: format, in: context))
  }
}

extension FileEntry.Kind {
  /// What the kind is called in a finding, or nil for a file that may hold a record.
  fileprivate var phrase: String? {
    switch self {
    case .regular: nil
    case .executable: "executable"
    case .symbolicLink: "a symbolic link"
    case .submodule: "another repository"
    case .other: "no ordinary file"
    }
  }
}
