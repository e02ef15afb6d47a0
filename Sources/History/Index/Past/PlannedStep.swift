internal import Git

/// A step that is to be written: what happened to a file, decided; what differs in it, still to be read.
struct PlannedStep: Sendable {
  let file: Int
  /// The number of the record's class in the round.
  let classNumber: Int32
  let chain: Int32
  let position: Int32
  /// The commit.
  let number: Int32
  /// As `Step.code`.
  let code: UInt8
  /// The content before, where both are to be compared.
  let old: ObjectID?
  /// The content after, or nil where the file is gone.
  let new: ObjectID?
  /// What is known of it already.
  let detail: [UInt8]

  /// The two contents that are to be compared; nil where the detail is known.
  var comparison: (old: ObjectID, new: ObjectID)? {
    guard let old, let new else { return nil }
    return (old, new)
  }

  /// The order of the table.
  static func precedes(_ left: PlannedStep, _ right: PlannedStep) -> Bool {
    if left.file != right.file { return left.file < right.file }
    if left.chain != right.chain { return left.chain < right.chain }
    return left.position < right.position
  }
}
