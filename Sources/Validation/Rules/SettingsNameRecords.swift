public import Diagnostics
public import Documents
internal import Records

/// What cmdb.yaml, a source or a policy refers to is there.
public enum SettingsNameRecords {
  /// The rule's identifier.
  public static let id = "CMDB-R003"

  /// Returns the objections to one file of a format.
  public static func check(
    _ document: Document,
    path: String,
    format: String,
    in context: ValidationContext
  ) throws -> [Finding] {
    let places = SettingReferences.places(
      in: document,
      format: context.catalogue.description(of: format),
      record: context.catalogue.description(of: "base")
    )
    return try places.compactMap { place in
      guard let objection = try objection(to: place, in: context) else { return nil }
      return Finding(
        rule: id,
        place: Place(
          file: path,
          line: document.line(place.node),
          column: document.column(place.node)
        ),
        attribute: document.path(of: place.node, keys: .none).description,
        message: objection.message,
        help: objection.help,
        length: place.target.description.unicodeScalars.count
      )
    }
  }

  private static func objection(
    to place: SettingReferences.Place,
    in context: ValidationContext
  ) throws -> (message: String, help: String)? {
    let (target, allowed) = (place.target, place.allowedClasses)
    if !allowed.isEmpty, !allowed.contains(target.className) {
      return (
        "\(target) may not stand here", "expected a \(allowed.joined(separator: " or "))/…"
      )
    }
    guard try !context.lookup.exists(target) else { return nil }
    let known = try context.lookup.references(ofClasses: [target.className]).map(\.description)
    return (
      "\(target) does not exist",
      NearestName.of(target.description, in: known).map { "did you mean \($0)?" }
        ?? "cmdb ls class=\(target.className) lists what is there"
    )
  }
}
