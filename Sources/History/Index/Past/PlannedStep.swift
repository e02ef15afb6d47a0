internal import Git

/// A step that is to be written: what happened to a file, decided; what differs in it, still to be read.
struct PlannedStep: Sendable {
  /// Numbers below 2^31, as all here: there are millions of steps.
  let file: Int32
  let chain: Int32
  let position: Int32
  /// The commit.
  let number: Int32
  /// The number of the record's class in the round.
  let classNumber: Int16
  /// As `Step.code`.
  let code: UInt8
  /// Whether `old` and `new` are to be compared; else the detail is known.
  let isCompared: Bool
  /// The content before.
  let old: ObjectID
  /// The content after; no object where the file is gone.
  let new: ObjectID

  /// The order of the table.
  static func precedes(_ left: PlannedStep, _ right: PlannedStep) -> Bool {
    if left.file != right.file { return left.file < right.file }
    if left.chain != right.chain { return left.chain < right.chain }
    return left.position < right.position
  }
}
