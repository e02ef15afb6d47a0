internal import Documents
internal import Records

/// The texts in a record that the schema says are references, well-formed or not.
enum ReferenceTexts {
  /// Returns every such text with its attribute, in the order of the record.
  static func all(in value: Value, of recordClass: RecordClass) -> [(
    attribute: AttributePath, text: String
  )] {
    var found: [(attribute: AttributePath, text: String)] = []
    for leaf in recordClass.leaves(of: value) {
      if let text = leaf.value.stringValue,
        recordClass.attributes[leaf.path]?.referencedClasses != nil
      {
        found.append((leaf.path, text))
      }
      guard let items = leaf.value.listValue else { continue }
      let item = leaf.path.appending(item: ItemKey(parts: []))
      guard recordClass.attributes[item]?.referencedClasses != nil else { continue }
      for (offset, element) in items.enumerated() {
        if let text = element.stringValue {
          found.append((leaf.path.appending(item: ItemKey(position: offset + 1)), text))
        }
      }
    }
    return found
  }
}
