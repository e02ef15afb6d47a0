internal import Diagnostics
internal import Documents
internal import Records

/// Where the values of an edit stand in the table that they were read from, so that an objection to
/// one of them leads people to its cell.
struct CellPlaces {
  /// The cells of one record.
  struct Row {
    /// Where the record is named.
    var place: String
    /// Where the value of each attribute stands.
    var cells: [(attribute: AttributePath, place: String)] = []
  }

  /// The rows by the name of their record.
  var rows: [String: Row] = [:]

  /// Returns the cell that a finding is about: the attribute's own, one within it or around it, else
  /// the one that names the record; nil where the table does not name the record.
  func place(of finding: Finding) -> String? {
    guard let row = finding.reference.flatMap({ rows[$0] }) else { return nil }
    let attribute = finding.attribute ?? ""
    let cell =
      row.cells.first { $0.attribute.description == attribute }
      ?? row.cells.first { Self.isWithin(attribute, $0.attribute.description) }
      ?? row.cells.first {
        !attribute.isEmpty && Self.isWithin($0.attribute.description, attribute)
      }
    return cell?.place ?? row.place
  }

  private static func isWithin(_ inner: String, _ outer: String) -> Bool {
    inner.hasPrefix(outer + ".") || inner.hasPrefix(outer + "[")
  }
}
