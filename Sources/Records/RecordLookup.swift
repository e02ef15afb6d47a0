public import Documents

/// The questions that rules, reconciliation and reports ask about records, whoever answers them:
/// a snapshot that walks a tree, the index, or a table in memory.
public protocol RecordLookup {
  /// Returns the record, or nil where there is none or its text cannot be parsed.
  func record(_ reference: Reference) throws -> Record?
  /// Whether a record of that name exists, parsable or not; cheaper than reading it.
  func exists(_ reference: Reference) throws -> Bool
  /// Returns the references of all records of the classes, sorted; nil asks for every class.
  func references(ofClasses classes: Set<String>?) throws -> [Reference]
  /// Returns the records in which `attribute` (a pattern such as `interfaces[].mac`) has `value`
  /// after normalisation, sorted.
  func records(of classes: Set<String>, where attribute: AttributePath, is value: String) throws
    -> [Reference]
  /// Returns every place that refers to the record, sorted.
  func referrers(of reference: Reference) throws -> [Referrer]
}

/// One place that refers to a record.
public struct Referrer: Hashable, Sendable, Comparable {
  /// The record that refers.
  public let reference: Reference
  /// The attribute whose value is the reference.
  public let attribute: AttributePath

  /// Creates a referrer.
  public init(reference: Reference, attribute: AttributePath) {
    self.reference = reference
    self.attribute = attribute
  }

  /// Orders by record, then attribute.
  public static func < (left: Referrer, right: Referrer) -> Bool {
    (left.reference, left.attribute) < (right.reference, right.attribute)
  }
}
