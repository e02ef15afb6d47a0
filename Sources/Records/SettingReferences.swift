public import Documents

/// The references to records that a file of settings, a source or a policy makes.
public enum SettingReferences {
  /// One place that names a record.
  public struct Place: Hashable, Sendable {
    /// The text that names it.
    public let node: NodeIndex
    /// The record that is named.
    public let target: Reference
    /// The classes that may stand there; empty where any may.
    public let allowedClasses: [String]
  }

  /// Returns the places, in the order of the text.
  ///
  /// `format` describes the file, `record` what every record has: `defaults` of a source holds
  /// attributes of the records that it creates.
  public static func places(
    in document: Document,
    format: RecordClass,
    record: RecordClass
  ) -> [Place] {
    var walk = Walk(document: document)
    walk.visit(document.root, .top, format.attributes)
    if document.kind(document.root) == .map,
      let defaults = document.child(document.root, named: "defaults")
    {
      walk.visit(defaults, .top, record.attributes)
    }
    return walk.places.sorted { $0.node < $1.node }
  }

  private struct Walk {
    let document: Document
    var places: [Place] = []

    mutating func visit(
      _ node: NodeIndex,
      _ position: AttributeTable.Position,
      _ table: AttributeTable
    ) {
      switch document.kind(node) {
      case .map:
        for (key, value) in document.entries(of: node) {
          if let below = table.position(below: position, named: document.text(key)) {
            visit(value, below, table)
          }
        }
      case .list:
        guard let below = table.position(ofItemsBelow: position) else { return }
        for item in document.items(of: node) { visit(item, below, table) }
      case .string:
        guard let classes = table.description(at: position)?.referencedClasses,
          let target = Reference(document.text(node))
        else { return }
        places.append(Place(node: node, target: target, allowedClasses: classes))
      default: break
      }
    }
  }
}
