internal import Documents
internal import Records
internal import Snapshots

/// Checks of what users write where a query or attributes are asked for.
enum QueryArgument {
  /// Reads attributes separated by commas.
  static func paths(_ text: String) throws -> [AttributePath] {
    try text.split(separator: ",").map { try path(String($0)) }
  }

  /// Reads one attribute path.
  static func path(_ text: String) throws -> AttributePath {
    do throws(AttributePathError) {
      return try AttributePath(parsing: text)
    } catch {
      throw CommandFailure(
        .usage,
        "\(text) is no attribute: \(error.message)",
        remedy: "write a path such as support.ends or interfaces[eth0].mac",
        details: "  \(text)\n  \(String(repeating: " ", count: error.offset))^"
      )
    }
  }

  /// Refuses an attribute that no record which the query asks for can have.
  static func check(
    _ path: AttributePath,
    of query: Query,
    in catalogue: ClassCatalogue
  ) throws {
    guard path.description != "ref",
      let objection = catalogue.objection(to: path, ofClasses: query.requiredClasses)
    else { return }
    throw CommandFailure(.usage, objection.message, remedy: objection.remedy)
  }

  /// Reads a query, and refuses one that could only ever answer nothing.
  static func query(_ text: String, in snapshot: Snapshot, today: CalendarDay) throws -> Query {
    let parsed = try QueryText(parsing: text)
    try parsed.check(against: snapshot.catalogue, today: today)
    return parsed.query
  }
}
