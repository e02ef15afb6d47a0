public import Diagnostics
internal import Records

/// Two files never claim one record, also where letter case is all that tells them apart.
public enum RecordNamesAreDistinct: ExplainedRule {
  /// The rule's identifier.
  public static let id = "CMDB-R012"
  /// What must hold.
  public static let title = "an id is unique within its class, without regard to letter case"
  /// An error.
  public static let severity = Severity.error
  /// Why, with an example and its cure.
  public static let explanation = """
    A reference names one record. Folders below a class are free, so the same id could stand in two of
    them, and where file names are compared without regard to case or to the way that accents are
    composed, two files become one in some clones.

        records/server/fra1/web-01.yaml
        records/server/ams2/web-01.yaml

    Cure: keep one of the two files, or give one another id with `cmdb mv`.
    """

  /// Returns a finding for every path but the first of each name that is claimed twice.
  public static func check(_ paths: [String]) -> [Finding] {
    var first: [String: String] = [:]
    var findings: [Finding] = []
    for path in paths {
      guard let reference = RecordLayout.reference(ofPath: path) else { continue }
      // Texts are equal where they are canonically equivalent: NFC and NFD are one name.
      let name = reference.description.lowercased()
      guard let other = first[name] else {
        first[name] = path
        continue
      }
      findings.append(
        Finding(
          rule: id,
          reference: reference.description,
          place: Place(file: path),
          message: "\(reference) is also the record in \(other)",
          help: "keep one of the two files, or give one another id"
        )
      )
    }
    return findings
  }
}
