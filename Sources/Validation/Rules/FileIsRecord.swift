public import Diagnostics
internal import Documents
public import Records

/// A file below `records/` is a record at its place: judged by its name and kind, without its text.
public enum FileIsRecord: ExplainedRule {
  /// The rule's identifier.
  public static let id = "CMDB-R010"
  /// What must hold.
  public static let title = "a file below records/ is a plain YAML file at a record's place"
  /// An error.
  public static let severity = Severity.error
  /// Why, with an example and its cure.
  public static let explanation = """
    A clone must work on every system, and nothing in it may run or lead out of it. So a record is an
    ordinary file `records/<class>/…/<id>.yaml`, no link and no other repository; ids and folders hold
    small letters, digits, dots, hyphens and underscores, and are no names of devices; folders are
    nested at most 16 deep. With sharding a record stands in its shard.

        records/server/Web 01.yml

    Cure: `git mv` the file to the name that the finding gives.
    """

  /// What is known of a file without reading it.
  public struct Subject: Sendable {
    /// The path, relative to the top of the repository.
    public var path: String
    /// Whether the path is exactly what git stores, so that it is UTF-8.
    public var isFaithful: Bool
    /// What stands there, where it is no plain file: `a symbolic link`.
    public var otherKind: String?

    /// Creates a subject.
    public init(path: String, isFaithful: Bool, otherKind: String?) {
      self.path = path
      self.isFaithful = isFaithful
      self.otherKind = otherKind
    }
  }

  /// Returns the objections to one file.
  public static func check(_ subject: Subject, settings: Settings, catalogue: ClassCatalogue)
    -> [Finding]
  {
    let path = subject.path
    if let kind = subject.otherKind {
      return [finding(path, "\(path) is \(kind)", help: "a record is an ordinary file")]
    }
    guard subject.isFaithful else {
      return [finding(path, "the name of a file is no UTF-8", help: "git mv it to a plain name")]
    }
    guard let reference = RecordLayout.reference(ofPath: path) else {
      return [misplaced(path)]
    }
    if let objection = RecordIdentifier.objection(to: reference.id) {
      let better = RecordIdentifier.made(from: reference.id)
      return [
        finding(
          path,
          objection,
          reference: reference,
          help: better.map { "git mv the file to \($0).yaml and write id: \($0)" }
        )
      ]
    }
    if let objection = folderObjection(path) {
      return [finding(path, objection, reference: reference, help: nil)]
    }
    let place = settings.layout.path(of: reference)
    if settings.sharding > 0, path != place, catalogue.hasClass(reference.className) {
      return [
        finding(
          path,
          "with sharding \(reference) stands in \(place)",
          reference: reference,
          help: "cmdb fmt --layout moves it"
        )
      ]
    }
    return []
  }

  /// Returns the objections to the name of a file that holds no record: it is one that every system can
  /// keep.
  public static func checkName(ofSettings path: String, isFaithful: Bool) -> [Finding] {
    guard isFaithful else {
      return [finding(path, "the name of a file is no UTF-8", help: "git mv it to a plain name")]
    }
    if path.hasSuffix(".yml") {
      return [
        finding(
          path,
          "a file of settings ends in .yaml, and nobody reads this one",
          help: "git mv it"
        )
      ]
    }
    for part in path.split(separator: "/") where part != ".gitkeep" {
      guard let objection = RecordIdentifier.objection(to: String(part).lowercased()) else {
        continue
      }
      return [finding(path, "\(part): \(objection)", help: "git mv it to a plain name")]
    }
    return []
  }

  private static func misplaced(_ path: String) -> Finding {
    if path.hasSuffix(".yml") {
      return finding(path, "a record's file ends in .yaml", help: "git mv it to …yaml")
    }
    if path.hasSuffix(".yaml") {
      return finding(
        path,
        "a record stands in records/<class>/<id>.yaml",
        help: "move the file into its class"
      )
    }
    return finding(
      path,
      "only records, files that end in .yaml, stand below records/",
      help: "keep other files elsewhere in the repository"
    )
  }

  private static func folderObjection(_ path: String) -> String? {
    let folders = path.split(separator: "/").dropLast().dropFirst(2)
    if folders.count > RecordLayout.greatestDepth { return "folders are nested more than 16 deep" }
    for folder in folders
    where folder.hasSuffix(".") || RecordIdentifier.objection(to: String(folder)) != nil {
      return "the folder \(folder) has a name that some systems cannot keep"
    }
    return nil
  }

  static func finding(
    _ path: String,
    _ message: String,
    reference: Reference? = nil,
    help: String?
  ) -> Finding {
    Finding(
      rule: id,
      reference: reference?.description,
      place: Place(file: path),
      message: message,
      help: help
    )
  }
}
