internal import Documents
internal import Records

/// One attribute of what the user sees, with where it comes from; nil for a value that is not
/// committed yet.
struct BlameLine {
  /// What stands in place of a commit's summary for a value that is only in the working tree.
  static let uncommitted = "not committed yet"

  let attribute: AttributePath
  let value: Value
  let provenance: Provenance?
}
