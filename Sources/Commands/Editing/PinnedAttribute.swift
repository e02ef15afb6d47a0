internal import Documents
internal import Records
internal import Snapshots

/// An attribute that is to be pinned or released.
enum PinnedAttribute {
  /// Where a record keeps its pins.
  static let pins = AttributePath().appending(name: "pinned")

  /// Where the pin of an attribute stands in the record.
  static func place(of attribute: AttributePath) -> AttributePath {
    pins.appending(name: attribute.description)
  }

  /// Reads an attribute that sources may set: of what people decide, no source takes anything.
  static func path(_ text: String, of record: Record, in snapshot: Snapshot) throws
    -> AttributePath
  {
    let path = try QueryArgument.path(text)
    guard let recordClass = snapshot.catalogue.recordClass(record.reference.className) else {
      return path
    }
    let attributes = recordClass.attributes
    if let objection = snapshot.catalogue.objection(to: path, in: recordClass) {
      throw CommandFailure(.no, objection.message, at: record.path, remedy: objection.remedy)
    }
    let concerned = attributes.all.filter {
      $0.pattern.hasPrefix(path.pattern) && !$0.isGoverned
    }
    let isBinding = path.hasPrefix(Bindings.attribute)
    guard !concerned.isEmpty, !isBinding else {
      throw CommandFailure(
        .no,
        "people decide \(path), and no source may set it, so there is nothing to hold it against",
        at: record.path
      )
    }
    return path
  }
}
