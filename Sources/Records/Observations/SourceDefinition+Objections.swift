public import Documents

extension SourceDefinition {
  /// Returns what in the source's own file cannot be read although its schema allows it: queries
  /// that are none, and paths that are none; in the order of the file.
  public var objections: [(attribute: AttributePath, message: String)] {
    var found: [(attribute: AttributePath, message: String)] = []
    let classes = AttributePath().appending(name: "classes")
    for (offset, rule) in (file["classes"]?.listValue ?? []).enumerated() {
      let place = classes.appending(item: ItemKey(position: offset + 1)).appending(name: "when")
      if let message = rule["when"]?.stringValue.flatMap(Self.objection(toQuery:)) {
        found.append((place, message))
      }
    }
    for text in file["naming"]?.texts ?? [] {
      if let message = Self.objection(toPath: text) {
        found.append((AttributePath().appending(name: "naming"), message))
      }
    }
    for (attribute, rule) in file["mapping"]?.mapValue ?? [:] where attribute != "*" {
      let place = AttributePath().appending(name: "mapping").appending(name: attribute)
      if let message = Self.objection(toPath: attribute) { found.append((place, message)) }
      found += Self.objections(toRule: rule).map { (place, $0) }
    }
    return found
  }

  private static func objections(toRule rule: Value) -> [String] {
    switch rule {
    case .string(let path): return objection(toPath: path).map { [$0] } ?? []
    case .list(let rules): return rules.flatMap(objections(toRule:))
    case .map(let fields):
      var found: [String] = []
      for name in ["path", "each"] {
        if let message = fields[name]?.stringValue.flatMap(objection(toPath:)) {
          found.append(message)
        }
      }
      if let message = fields["where"]?.stringValue.flatMap(objection(toQuery:)) {
        found.append(message)
      }
      guard let item = fields["item"] else { return found }
      let isOneValue = item.mapValue.map { $0["path"] != nil || $0["entry"] != nil } ?? true
      let rules = isOneValue ? [item] : (item.mapValue?.values ?? [])
      return found + rules.flatMap(objections(toRule:))
    default: return []
    }
  }

  private static func objection(toQuery text: String) -> String? {
    do throws(QueryError) {
      _ = try Query(parsing: text)
      return nil
    } catch {
      return "\(error.message)\n\(error.excerpt)"
    }
  }

  private static func objection(toPath text: String) -> String? {
    do throws(AttributePathError) {
      _ = try AttributePath(parsing: text)
      return nil
    } catch {
      return "\(text) is no path: \(error.message)"
    }
  }
}
