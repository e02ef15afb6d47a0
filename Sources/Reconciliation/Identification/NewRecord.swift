internal import Documents
internal import Records

/// What a record begins with that is written for a thing no record was found for: who it is, who
/// answers for it, and where in its life it is. What sources see of it is decided like that of any
/// other record.
enum NewRecord {
  /// What no source may say, an import included.
  private static let ownNames: Set = ["id", "class", "sources", "pinned"]

  /// Returns the beginning of a record: governed attributes from the source's `defaults`, of an
  /// import whatever its mapping names.
  static func start(
    _ sighting: Sighting,
    reference: Reference,
    recordClass: RecordClass,
    rules: IdentifierRules
  ) throws(EditError) -> Value {
    let source = sighting.source.definition
    var fields: ValueMap = [
      "id": .string(reference.id), "class": .string(reference.className),
    ]
    let name = ["name", "fqdn"].lazy.compactMap { sighting.attributes[$0]?.stringValue }.first
    fields["name"] = .string(name ?? reference.id)
    if let owner = source.owner { fields["owner"] = .string(owner) }
    if let state = firstState(recordClass.initialStates) {
      fields["lifecycle"] = .string(state)
    }
    var edits: [DocumentEdit] = []
    func add(_ leaves: [Leaf]) {
      for leaf in leaves where !leaf.value.isNull && isGoverned(leaf.path, recordClass) {
        edits.append(.set(leaf.path, leaf.value))
      }
    }
    add(recordClass.leaves(of: .map(source.defaults)))
    if source.kind == .import { add(sighting.leaves(of: recordClass, rules: rules)) }
    return try Value.map(fields).applying(
      edits,
      keys: recordClass.listKeys,
      order: recordClass.keyOrder
    )
  }

  /// Machines create records in the state `discovered`; where a life has none, in its first.
  private static func firstState(_ initial: [String]) -> String? {
    initial.contains("discovered") ? "discovered" : initial.first
  }

  /// A mapping serves several classes, so what this class does not describe is not meant for it.
  private static func isGoverned(_ path: AttributePath, _ recordClass: RecordClass) -> Bool {
    guard case .name(let first)? = path.segments.first, !ownNames.contains(first) else {
      return false
    }
    return recordClass.attributes[path]?.isGoverned ?? false
  }
}
