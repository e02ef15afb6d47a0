public import Diagnostics
public import Documents
internal import Records

/// The teams, people and records that settings, sources and policies name are there.
public enum SettingsReferToRecords: ExplainedRule {
  /// The rule's identifier.
  public static let id = "CMDB-R019"
  /// What must hold.
  public static let title = "settings, sources and policies refer to records that exist"
  /// An error.
  public static let severity = Severity.error
  /// Why, with an example and its cure.
  public static let explanation = """
    A source has an owner who is asked about its findings, a policy gives attributes to teams, an
    exception excuses a record, alerts that nobody owns go to a default team. All of them are
    references, and are followed when it matters. An exception for a record that is gone is only worth
    a warning.

        sources/glpi.yaml:  owner: team/platfrom

    Cure: name a record that exists, of a class that may stand there.
    """

  /// Returns the objections to one file of a format.
  public static func check(
    _ document: Document,
    path: String,
    format: String,
    in context: ValidationContext
  ) throws -> [Finding] {
    let file = SettingsFile(path: path, format: format, document: document, in: context)
    var findings: [Finding] = []
    try visit(document.root, .top, isExcused: false, file) { node, allowed, isExcused in
      findings +=
        try objection(to: node, allowed, isExcused: isExcused, file, context).map { [$0] }
        ?? []
    }
    return findings
  }

  /// Visits every text that the format calls a reference, through lists of any kind.
  private static func visit(
    _ node: NodeIndex,
    _ position: AttributeTable.Position,
    isExcused: Bool,
    _ file: SettingsFile,
    _ body: (NodeIndex, [String], Bool) throws -> Void
  ) throws {
    let table = file.description.attributes
    switch file.document.kind(node) {
    case .map:
      for (key, value) in file.document.entries(of: node) {
        let name = file.document.text(key)
        guard let below = table.position(below: position, named: name) else { continue }
        // The record of an exception may be gone; then the exception is idle.
        try visit(value, below, isExcused: isExcused || name == "exceptions", file, body)
      }
    case .list:
      guard let below = table.position(ofItemsBelow: position) else { return }
      for item in file.document.items(of: node) {
        try visit(item, below, isExcused: isExcused, file, body)
      }
    case .string:
      guard let classes = table.description(at: position)?.referencedClasses else { return }
      try body(node, classes, isExcused)
    default: break
    }
  }

  private static func objection(
    to node: NodeIndex,
    _ allowed: [String],
    isExcused: Bool,
    _ file: SettingsFile,
    _ context: ValidationContext
  ) throws -> Finding? {
    let text = file.document.text(node)
    guard let reference = Reference(text) else { return nil }
    if !allowed.isEmpty, !allowed.contains(reference.className) {
      return file.finding(
        Self.self,
        at: node,
        "\(text) is no \(allowed.joined(separator: " or "))",
        length: text.unicodeScalars.count
      )
    }
    guard try !context.lookup.exists(reference) else { return nil }
    let siblings = try context.lookup.references(ofClasses: [reference.className])
    let nearest = NearestName.of(reference.id, in: siblings.map(\.id))
    return file.finding(
      Self.self,
      at: node,
      "\(text) does not exist",
      help: nearest.map { "did you mean \(reference.className)/\($0)?" }
        ?? "cmdb ls class=\(reference.className) lists what is there",
      length: text.unicodeScalars.count,
      severity: isExcused ? .warning : .error
    )
  }
}
