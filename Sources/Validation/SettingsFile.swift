internal import Diagnostics
internal import Documents
internal import JSONSchema
internal import Records

/// One file that says what records mean, with what its format says of it.
struct SettingsFile {
  /// The file, relative to the top of the repository.
  let path: String
  /// The format, such as `policy`.
  let format: String
  /// The text.
  let document: Document
  /// The text as a value.
  let value: Value
  /// What the format describes.
  let description: RecordClass

  init(path: String, format: String, document: Document, in context: ValidationContext) {
    self.path = path
    self.format = format
    self.document = document
    value = document.value(document.root)
    description = context.catalogue.description(of: format)
  }

  /// Makes a finding about the node.
  func finding(
    _ rule: any ExplainedRule.Type,
    at node: NodeIndex,
    _ message: String,
    help: String? = nil,
    length: Int? = nil,
    severity: Severity? = nil
  ) -> Finding {
    let attribute = document.path(of: node, keys: description.listKeys)
    return Finding(
      rule: rule.id,
      severity: severity ?? rule.severity,
      place: document.place(of: node, in: path),
      attribute: attribute.isEmpty ? nil : attribute.description,
      message: message,
      help: help,
      length: length ?? document.lengthOnFirstLine(node)
    )
  }

  /// What a schema objects to in the node; empty where it fits.
  func objections(
    of schema: CompiledSchema,
    at node: NodeIndex,
    _ rule: any ExplainedRule.Type
  ) -> [Finding] {
    if schema.isValid(document, at: node) { return [] }
    return schema.explain(document, at: node).flatMap(\.leaves).map { error in
      finding(
        rule,
        at: error.node,
        error.message,
        help: error.suggestion.map { "did you mean \($0)?" },
        length: error.length
      )
    }
  }

  /// The node at a way of names and positions, counted from 0, from another node; the deepest that
  /// is there.
  func node(_ way: [Step], from start: NodeIndex? = nil) -> NodeIndex {
    var node = start ?? document.root
    for step in way {
      switch step {
      case .name(let name):
        guard let child = document.child(node, named: name) else { return node }
        node = child
      case .item(let offset):
        let items = document.kind(node) == .list ? document.items(of: node) : []
        guard offset < items.count else { return node }
        node = items[offset]
      }
    }
    return node
  }

  /// One step of a way through the text.
  enum Step {
    case name(String)
    case item(Int)
  }
}
