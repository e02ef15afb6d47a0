/// Which names are described where that depends on the value: on the branch of a condition or choice
/// that it takes.
///
/// A part is one schema by itself. At a place of a document several parts are active; each name must
/// be known to one of them.
struct ClosingTable: Sendable {
  struct Part: Sendable {
    /// Whether anything may stand here, and at every depth below.
    var isOpen = false
    /// Whether names are described at all.
    var describesNames = false
    /// The names; a target is a run in `runs`.
    var names: NameTable.Extent?
    /// A run of `patternParts`.
    var patterns: Range<Int32> = 0..<0
    /// Parts of values under other names, where the schema describes those (`additionalProperties`).
    var free: Range<Int32>?
    /// The same for names that nothing in place describes (`unevaluatedProperties`).
    var unevaluated: Range<Int32>?
    /// Runs of parts for the first items, in `runs`.
    var prefix: Range<Int32> = 0..<0
    /// Parts of the items after those.
    var items: Range<Int32> = 0..<0
    /// Parts of the items that meet a state.
    var contains: Range<Int32> = 0..<0
    var containsState: Int32 = -1
    /// A run of `links` to parts that hold for the same value.
    var links: Range<Int32> = 0..<0
    /// How many parts are active at most because of this one, itself counted.
    var size: Int32 = 1
    /// How many parts one key or item gets from this part at most.
    var widest: Int32 = 0
  }

  /// Parts that hold for the same value: always, where it meets a state, or where it has a name.
  struct Link: Sendable {
    enum Test: Sendable {
      case always
      case meets(Int32)
      case fails(Int32)
      case hasName(Int32)
    }

    var test: Test
    var part: Int32
  }

  struct PatternPart: Sendable {
    var pattern: Int32
    var parts: Range<Int32>
  }

  var parts: ContiguousArray<Part> = []
  /// Runs of parts.
  var list: ContiguousArray<Int32> = []
  var runs: ContiguousArray<Range<Int32>> = []
  var patternParts: ContiguousArray<PatternPart> = []
  var links: ContiguousArray<Link> = []
}
