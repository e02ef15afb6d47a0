public import Documents

extension SourceDefinition {
  /// How much the source's word weighs for an attribute of a class; the greater wins. The pattern
  /// that decides is returned too: the longest that matches the attribute, alone or with the class
  /// before it (`os.*`, `server.os.*`). Items are passed over, so `interfaces.mac` is the address of
  /// every interface. Without a table, or where nothing matches, it is 50.
  public func precedence(of attribute: AttributePath, className: String) -> (
    weight: Int, pattern: String
  ) {
    guard let table = file["precedence"] else { return (50, "*") }
    if let one = table.numberValue?.intValue { return (one, "*") }
    let pattern = attribute.pattern
    let plain = AttributePath(
      pattern.segments.filter { if case .name = $0 { true } else { false } }
    )
    let names = Set([pattern.description, plain.description])
      .flatMap { [$0, "\(className).\($0)"] }
    let matching = (table.mapValue ?? [:]).filter { entry in
      names.contains { Glob.matches(entry.key, $0) }
    }
    let best = matching.max { ($0.key.utf8.count, $1.key) < ($1.key.utf8.count, $0.key) }
    return (best?.value.numberValue?.intValue ?? 50, best?.key ?? "*")
  }
}
