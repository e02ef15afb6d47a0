public import Documents

/// A kind of record, as its schemas describe it.
public struct RecordClass: Sendable {
  /// The class's name, as records bear it.
  public let name: String
  /// A name for people.
  public let title: String
  /// What belongs to the class.
  public let text: String
  /// The classes among which a thing of this class may turn out to belong: `x-family`.
  public let family: String?
  /// Identifier sets, strongest first; a set counts when every member is there: `x-identity`.
  public let identity: [[AttributePath]]
  /// What completeness figures ask for: `x-recommended`.
  public let recommended: [AttributePath]
  /// Whether any two edits of one record conflict: `x-merge: record`.
  public let mergesByRecord: Bool
  /// The state machine of the class's `lifecycle`, where it has one.
  public let lifecycle: Lifecycle?
  /// The states in which a record may begin: those of its machine, or of logical things where the
  /// class names none.
  public let initialStates: [String]
  /// Example records, as the schema gives them.
  public let examples: [Value]
  /// Every attribute that is described.
  public let attributes: AttributeTable
  /// The patterns of all attributes that must be unique, with how strictly.
  public let uniqueAttributes:
    [(pattern: AttributePath, uniqueness: AttributeDescription.Uniqueness)]
  /// The attributes along which nothing may come back to where it began: `x-acyclic`.
  public let acyclicAttributes: [AttributeDescription]
  /// Where facts stand in a record.
  public let factPlan: FactPlan
  /// What makes two items of a list the same item.
  public let listKeys: ListKeys
  /// The order of names in a record.
  public let keyOrder: KeyOrder

  /// Returns every leaf of a record of the class, in the order of the text.
  public func leaves(of value: Value) -> [Leaf] { value.leaves(keys: listKeys) }

  /// Returns the normalised values of the attribute at a pattern such as `interfaces[].mac`; none
  /// where the class describes no such attribute.
  public func identifiers(in value: Value, at pattern: AttributePath) -> [String] {
    guard let description = attributes[pattern] else { return [] }
    return value.values(at: pattern).compactMap { found in
      found.scalarText.flatMap { Normalisation.apply(description.normalisation, to: $0) }
    }
  }

  /// Returns what tells a record from all others: each value that must be unique, with the pattern of
  /// its attribute.
  public func uniqueValues(of value: Value) -> Set<String> {
    Set(
      uniqueAttributes.flatMap { pattern, _ in
        identifiers(in: value, at: pattern).map { "\(pattern)=\($0)" }
      }
    )
  }

  /// Returns every reference that a record of the class makes, in the order of the text.
  public func references(in value: Value) -> [(attribute: AttributePath, target: Reference)] {
    leaves(of: value).compactMap { leaf in
      guard attributes[leaf.path]?.referencedClasses != nil, let text = leaf.value.stringValue,
        let target = Reference(text)
      else { return nil }
      return (leaf.path, target)
    }
  }
}
