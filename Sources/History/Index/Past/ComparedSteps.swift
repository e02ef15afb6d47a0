/// What differs in the steps of some files, as a reader found it: flat, since there are millions, and
/// with the reader's own numbers of paths, since only one may write to the index.
struct ComparedSteps: Sendable {
  /// A leaf that differs.
  struct Leaf: Sendable {
    let path: Int32
    let isAdded: Bool
    let isRemoved: Bool
    /// Where its values end in `values`.
    let end: Int
  }

  /// A path that the reader tells of for the first time.
  struct Path: Sendable {
    let classNumber: Int16
    let number: Int32
    let text: String
  }

  /// A value that a file was found by before a step that may have changed it.
  struct Former: Sendable {
    let value: String
    let file: Int32
  }

  var former: [Former] = []
  /// Whether the numbers that the reader told before mean nothing any more.
  var forgetsPaths = false
  var paths: [Path] = []
  /// How many leaves differ, step by step.
  var counts: [Int32] = []
  var leaves: [Leaf] = []
  /// The old and new values, as `Step.detail` holds them.
  var values = ByteWriter()
}
