internal import Documents
public import Records

/// Writes the table of kinds in docs/sources.md: one row for every file in schema/connectors.
public enum KindReference {
  /// The line before the table.
  public static let start = "<!-- kinds: written from schema/connectors by make docs -->"
  /// The line after it.
  public static let end = "<!-- /kinds -->"

  /// Returns the page with the table for the kinds between its marks; a page without marks as it is.
  public static func page(_ page: String, for connectors: [ConnectorDefinition]) -> String {
    guard let first = page.firstRange(of: start),
      let last = page[first.upperBound...].firstRange(of: end)
    else { return page }
    return "\(page[..<first.upperBound])\n\(table(connectors))\(page[last.lowerBound...])"
  }

  private static func table(_ connectors: [ConnectorDefinition]) -> String {
    var text = "| kind | reads | recognised by | its key | classes | a delivery |\n"
    text += "|---|---|---|---|---|---|\n"
    for connector in connectors.sorted(by: { $0.kind < $1.kind }) {
      let file = connector.file
      let cells = [
        "`\(connector.kind)`", reads(file), recognition(file), key(file), classes(file),
        file["sweep"] == "whole" ? "everything" : "what it names",
      ]
      text += "| " + cells.joined(separator: " | ") + " |\n"
    }
    return text
  }

  private static func reads(_ file: Value) -> String {
    [file["title"]?.stringValue, file["description"]?.stringValue].compactMap { $0 }
      .joined(separator: ". ").replacing("|", with: "\\|")
  }

  private static func recognition(_ file: Value) -> String {
    let rule = file["recognise"]
    var ways: [String] = []
    if let root = rule?["root"]?.stringValue { ways.append(code("<\(root)>")) }
    if let when = rule?["when"]?.stringValue { ways.append(code(when)) }
    for columns in (rule?["columns"]?.listValue ?? []).compactMap(\.texts) {
      ways.append("columns " + columns.map(code).joined(separator: ", "))
    }
    if let endings = rule?["files"]?.texts {
      ways.append(endings.map(code).joined(separator: ", "))
    }
    return ways.isEmpty ? "its lines" : ways.joined(separator: "; ")
  }

  private static func key(_ file: Value) -> String {
    let places = file["key"]?.listValue ?? file["key"].map { [$0] } ?? []
    let subject = file["subject"]?.stringValue
    return places.map { place in
      let paths = (place["join"] ?? place["path"] ?? place).texts ?? []
      if let subject, paths == [subject] { return "the file's name or `--key`" }
      return code(paths.joined(separator: "/"))
    }.joined(separator: ", else ")
  }

  private static func classes(_ file: Value) -> String {
    var names: [String] = []
    for rule in file["classes"]?.listValue ?? [] {
      if let name = rule["class"]?.stringValue, !names.contains(name) { names.append(name) }
    }
    return names.isEmpty ? "as the text or the source says" : names.joined(separator: ", ")
  }

  private static func code(_ text: String) -> String {
    "`" + text.replacing("\n", with: " ").replacing("|", with: "\\|") + "`"
  }
}
