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
    return try ReferenceTexts.all(in: file.value, of: file.description).compactMap { place, text in
      guard let reference = Reference(text),
        let node = document.node(at: place, keys: file.description.listKeys)
      else { return nil }
      let allowed = file.description.attributes[place]?.referencedClasses ?? []
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
      let isException = place.pattern.description.contains("exceptions[]")
      return file.finding(
        Self.self,
        at: node,
        "\(text) does not exist",
        help: nearest.map { "did you mean \(reference.className)/\($0)?" }
          ?? "cmdb ls class=\(reference.className) lists what is there",
        length: text.unicodeScalars.count,
        severity: isException && place.last == .name("ref") ? .warning : .error
      )
    }
  }
}
