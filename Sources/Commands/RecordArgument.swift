internal import Diagnostics
internal import Records
internal import Snapshots

/// Finds the record that an argument names, or says which one was probably meant.
enum RecordArgument {
  /// Reads `class/id`.
  static func reference(_ text: String) throws -> Reference {
    guard let reference = Reference(text) else {
      throw CommandFailure(
        .usage,
        "\(text) is no reference",
        remedy: "a record is named class/id, such as server/web-01"
      )
    }
    return reference
  }

  /// Reads `class/id` where a query may stand as well, such as `owner=team/platform`; nil for one.
  static func referenceIfAny(_ text: String) -> Reference? {
    text.contains { "=<>~() ".contains($0) } ? nil : Reference(text)
  }

  /// Returns the record, or fails with exit status 1 naming the nearest one there is.
  static func record(_ text: String, in snapshot: Snapshot) throws -> Record {
    let reference = try reference(text)
    if let record = try snapshot.record(reference) { return record }
    if let path = try snapshot.path(of: reference) {
      throw CommandFailure(
        .no,
        "\(reference) cannot be parsed",
        at: path,
        remedy: "cmdb validate \(path) names the line"
      )
    }
    throw missing(reference, in: snapshot)
  }

  /// Why a record is not found, with what is nearest to it.
  static func missing(_ reference: Reference, in snapshot: Snapshot) -> CommandFailure {
    guard snapshot.catalogue.hasClass(reference.className) else {
      let nearest = NearestName.of(reference.className, in: snapshot.catalogue.classNames)
      let meant = nearest.map { Reference(className: $0, id: reference.id) }
      let exists = (try? meant.map { try snapshot.exists($0) } ?? false) ?? false
      return CommandFailure(
        .no,
        "there is no class \(reference.className)",
        remedy: nearest.map { "did you mean \(exists ? "\($0)/\(reference.id)" : $0)?" }
          ?? "cmdb schema ls lists the classes"
      )
    }
    let siblings = (try? snapshot.references(ofClasses: [reference.className])) ?? []
    let nearest = NearestName.of(reference.id, in: siblings.map(\.id))
    return CommandFailure(
      .no,
      "there is no record \(reference)",
      remedy: nearest.map { "did you mean \(reference.className)/\($0)?" }
        ?? "cmdb ls class=\(reference.className) lists what is there"
    )
  }
}

extension RecordArgument {
  /// Why a class is not found, with what is nearest to it.
  static func missingClass(_ name: String, in names: [String]) -> CommandFailure {
    let nearest = NearestName.of(name, in: names)
    return CommandFailure(
      .no,
      "there is no class \(name)",
      remedy: nearest.map { "did you mean \($0)?" } ?? "cmdb schema ls lists the classes"
    )
  }
}
