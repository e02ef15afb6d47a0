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
    let places = SettingReferences.places(
      in: document,
      format: file.description,
      record: context.catalogue.description(of: "base")
    )
    return try places.compactMap { try objection(to: $0, file, context) }
  }

  private static func objection(
    to place: SettingReferences.Place,
    _ file: SettingsFile,
    _ context: ValidationContext
  ) throws -> Finding? {
    let (target, allowed) = (place.target, place.allowedClasses)
    if !allowed.isEmpty, !allowed.contains(target.className) {
      return file.finding(
        Self.self,
        at: place.node,
        "\(target) is no \(allowed.joined(separator: " or "))",
        length: target.description.unicodeScalars.count
      )
    }
    guard try !context.lookup.exists(target) else { return nil }
    let known = try context.lookup.references(ofClasses: [target.className]).map(\.description)
    // The record of an exception may be gone; then the exception is idle.
    let isExcused = file.document.path(of: place.node, keys: .none).pattern.description
      .hasSuffix("exceptions[].ref")
    return file.finding(
      Self.self,
      at: place.node,
      "\(target) does not exist",
      help: NearestName.of(target.description, in: known).map { "did you mean \($0)?" }
        ?? "cmdb ls class=\(target.className) lists what is there",
      length: target.description.unicodeScalars.count,
      severity: isExcused ? .warning : .error
    )
  }
}
