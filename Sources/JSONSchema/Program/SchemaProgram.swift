internal import Documents

/// A schema made ready for judging: states, each with a row of instructions for every kind of value.
///
/// All schemas that hold for one place of a document are joined into one state when the program is
/// built, so that a value is looked at once, however many schemas describe it.
struct SchemaProgram: Sendable {
  /// The first instructions of every program.
  static let reject: Int32 = 0
  static let accept: Int32 = 1
  /// How many kinds of values there are.
  static let kinds = 8

  /// What holds for the entries of a map.
  struct Members: Sendable {
    var table: NameTable.Extent
    /// How many of the table's names must be there.
    var required: Int32 = 0
    /// The state of values under names that neither the table nor a pattern knows; -1 for any.
    var additional: Int32 = -1
    var additionalEvaluates = false
    /// A run of `patternMembers`, tried for names that the table does not know.
    var patterns: Range<Int32> = 0..<0
    /// A run of `rests`, instead of `additional` where there are patterns.
    var rests: Range<Int32> = 0..<0
  }

  /// The values under the names that a pattern matches.
  struct PatternMember: Sendable {
    var pattern: Int32
    var state: Int32
    var evaluates: Bool
  }

  /// The values under names that the table does not know and none of some patterns matches.
  struct Rest: Sendable {
    /// The first 64 patterns as bits, by their place in the run.
    var patterns: UInt64
    /// Further patterns, as a run of `lists`.
    var late: Range<Int32>
    var state: Int32
    var evaluates: Bool
  }

  /// Where a program keeps a value to compare with.
  struct ValuePlace: Sendable {
    var document: Int32
    var node: NodeIndex
  }

  /// Where the instructions of each state start, one for each kind.
  var starts: ContiguousArray<Int32> = []
  var code: ContiguousArray<Instruction> = []
  /// Runs of states.
  var lists: ContiguousArray<Int32> = []
  var names = NameTable()
  var members: ContiguousArray<Members> = []
  var patternMembers: ContiguousArray<PatternMember> = []
  var rests: ContiguousArray<Rest> = []
  var words: ContiguousArray<NameTable.Extent> = []
  var bounds: ContiguousArray<SmallBound> = []
  /// The same numbers exactly, for those that are not small.
  var numbers: ContiguousArray<ExactDecimal> = []
  var values: ContiguousArray<ValuePlace> = []
  var documents: ContiguousArray<Document> = []
  var matchers = PatternTables()
  /// The patterns whole, for those that have no tables and for text that is not ASCII.
  var patterns: ContiguousArray<Pattern> = []
  /// The engine's own formats; nil for the caller's.
  var standardFormats: ContiguousArray<StandardFormat?> = []
  var formats: ContiguousArray<SchemaFormat> = []
  /// Names that are looked for in a map, one by one, as runs of the name table's bytes.
  var soughtNames: ContiguousArray<Range<Int32>> = []
  var closing = ClosingTable()
  var root: Int32 = 0
}

/// A number that others are compared with, where it is whole and fits: most numbers of documents are
/// compared as integers.
struct SmallBound: Sendable {
  var value: Int = 0
  var isSmall = false

  init(_ number: ExactDecimal) {
    guard let value = number.intValue else { return }
    self.value = value
    isSmall = true
  }
}
