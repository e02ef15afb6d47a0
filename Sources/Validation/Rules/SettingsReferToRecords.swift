public import Diagnostics
public import Documents
internal import Records

/// The teams, people and records that settings, sources and policies name are there.
public enum SettingsReferToRecords: ExplainedRule {
  /// The rule's identifier.
  public static let id = "CMDB-R019"
  /// What must hold.
  public static let title = "settings, sources and policies refer to records that exist"
  /// An error.
  public static let severity = Severity.error
  /// Why, with an example and its cure.
  public static let explanation = """
    A source has an owner who is asked about its findings, a policy gives attributes to teams, an
    exception excuses a record, alerts that nobody owns go to a default team. All of them are
    references, and are followed when it matters. An exception for a record that is gone is only worth
    a warning.

        sources/glpi.yaml:  owner: team/platfrom

    Cure: name a record that exists, of a class that may stand there.
    """

  /// Returns the objections to one file of a format.
  public static func check(
    _ document: Document,
    path: String,
    format: String,
    in context: ValidationContext
  ) throws -> [Finding] {
    let file = SettingsFile(path: path, format: format, document: document, in: context)
    return try SettingReferences.places(
      in: document,
      format: file.description,
      record: context.catalogue.description(of: "base")
    ).compactMap { try objection(to: $0, file, context) }
  }

  private static func objection(
    to place: SettingReferences.Place,
    _ file: SettingsFile,
    _ context: ValidationContext
  ) throws -> Finding? {
    let (node, reference, allowed) = (place.node, place.target, place.allowedClasses)
    let text = reference.description
    if !allowed.isEmpty, !allowed.contains(reference.className) {
      return file.finding(
        Self.self,
        at: node,
        "\(text) is no \(allowed.joined(separator: " or "))",
        length: text.unicodeScalars.count
      )
    }
    guard try !context.lookup.exists(reference) else { return nil }
    let siblings = try context.lookup.references(ofClasses: [reference.className])
    let nearest = NearestName.of(reference.id, in: siblings.map(\.id))
    // The record of an exception may be gone; then the exception is idle.
    let attribute = file.document.path(of: node, keys: file.description.listKeys)
    let isExcused = attribute.segments.contains(.name("exceptions"))
    return file.finding(
      Self.self,
      at: node,
      "\(text) does not exist",
      help: nearest.map { "did you mean \(reference.className)/\($0)?" }
        ?? "cmdb ls class=\(reference.className) lists what is there",
      length: text.unicodeScalars.count,
      severity: isExcused ? .warning : .error
    )
  }
}
