public import Documents

/// What the schemas of a class say about one attribute.
public struct AttributeDescription: Sendable, Hashable {
  /// How strictly a value must be the only one of its kind: `x-unique`.
  public enum Uniqueness: String, Sendable {
    /// Two records of the class family that share the value are an error.
    case error
    /// Two records of the class family that share the value deserve a look.
    case warning
    /// Two records of the same class that share the value are an error.
    case `class`
  }

  /// The attribute, with `[]` for the items of a keyed list and `*` for a free name.
  public var pattern: AttributePath
  /// A name for people.
  public var title: String?
  /// What it means, in what unit, and who says so.
  public var text: String?
  /// The JSON types that the value may have; empty allows all.
  public var types: [String] = []
  /// The format that a text must have, such as `date`.
  public var format: String?
  /// Whether the schema lays down what a text looks like, so that it objects to any other.
  public var hasPattern = false
  /// The only words that may stand here; empty where any may.
  public var allowedValues: [Value] = []
  /// Whether people decide it, and no source may: `x-governed`.
  public var isGoverned = true
  /// The classes that a reference here may point to: `x-references`; nil where it is none, empty
  /// where any class will do.
  public var referencedClasses: [String]?
  /// What makes two items of this list the same item: `x-key`.
  public var key: ListKey?
  /// How the value is compared: `x-normalise`.
  public var normalisation: [Normalisation] = []
  /// Whether two records may share the value: `x-unique`.
  public var uniqueness: Uniqueness?
  /// What following the reference means: `x-relation`.
  public var relation: RelationDescription?
  /// Whether following the relation must never come back: `x-acyclic`.
  public var isAcyclic = false
  /// The state machine that governs it: `x-lifecycle`.
  public var lifecycle: String?
  /// Whether the schema requires it in what contains it.
  public var isRequired = false
  /// The value that it has where nothing is said, as the schema's `default`.
  public var defaultValue: Value?

  /// Creates the description of an attribute about which nothing is said yet.
  public init(pattern: AttributePath) { self.pattern = pattern }
}

/// What `x-relation` says of a reference.
public struct RelationDescription: Sendable, Hashable {
  /// The relation's name read from the other end, such as `used_by`.
  public var inverse: String?
  /// What flows along it: `failure`, `cost`.
  public var flows: [String]
  /// Whether a record has at most one target.
  public var isToOne: Bool

  /// Creates a description.
  public init(inverse: String?, flows: [String], isToOne: Bool) {
    self.inverse = inverse
    self.flows = flows
    self.isToOne = isToOne
  }
}
