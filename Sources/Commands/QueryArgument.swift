internal import Diagnostics
internal import Documents
internal import Records

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

  /// Refuses a query that names a class or attribute which no class has, since it could only ever
  /// answer nothing.
  static func check(_ query: Query, against catalogue: ClassCatalogue) throws {
    for name in (query.requiredClasses ?? []).sorted() where !catalogue.hasClass(name) {
      throw CommandFailure(
        .usage,
        "there is no class \(name)",
        remedy: NearestName.of(name, in: catalogue.classNames).map { "did you mean class=\($0)?" }
          ?? "cmdb schema ls lists the classes"
      )
    }
    let classes = (query.requiredClasses?.sorted() ?? catalogue.classNames)
      .compactMap { catalogue.recordClass($0) }
    for path in query.attributes {
      guard case .name(let first)? = path.segments.first else { continue }
      let top = AttributePath().appending(name: first)
      if classes.contains(where: { $0.attributes[top] != nil }) { continue }
      if classes.isEmpty
        || classes.contains(where: { $0.attributes.hasFreeNames(below: AttributePath()) })
      {
        continue
      }
      let names = Set(classes.flatMap { $0.attributes.names(below: AttributePath()) })
      throw CommandFailure(
        .usage,
        "no class that the query asks for has an attribute \(first)",
        remedy: NearestName.of(first, in: names.sorted()).map { "did you mean \($0)?" }
          ?? "cmdb schema show CLASS lists the attributes"
      )
    }
  }
}
