internal import Documents

/// The merge of two versions of a record's text: values by attribute, comments of both sides kept.
public struct RecordTextMerge {
  /// What came out.
  public struct Result {
    /// The merged text, with markers where a conflict is left.
    public let text: [UInt8]
    /// What both sides changed differently.
    public let conflicts: [AttributeMerge.Conflict]
    /// Whether nothing is left for a person to decide.
    public let isClean: Bool
    /// Whether a side could not be read as a record, so that lines were merged instead.
    public var isByLine = false
  }

  private let recordClass: RecordClass?
  private let textMerge:
    (_ base: [UInt8], _ ours: [UInt8], _ theirs: [UInt8]) throws -> (
      text: [UInt8], isClean: Bool
    )

  /// Creates a merge for records of a class; `textMerge` merges by line.
  public init(
    recordClass: RecordClass?,
    textMerge:
      @escaping (_ base: [UInt8], _ ours: [UInt8], _ theirs: [UInt8]) throws -> (
        text: [UInt8], isClean: Bool
      )
  ) {
    self.recordClass = recordClass
    self.textMerge = textMerge
  }

  private var keys: ListKeys { recordClass?.listKeys ?? .none }
  private var order: KeyOrder { recordClass?.keyOrder ?? .none }

  /// Merges; a text that cannot be parsed on any side is merged by line, as git would.
  public func merge(base: [UInt8], ours: [UInt8], theirs: [UInt8]) throws -> Result {
    let byLine = try textMerge(base, ours, theirs)
    guard let ourDocument = try? Document.parse(ours), let ourValue = ourDocument.mapValue,
      let theirValue = (try? Document.parse(theirs))?.mapValue
    else {
      return Result(
        text: byLine.text,
        conflicts: [],
        isClean: byLine.isClean,
        isByLine: true
      )
    }
    let baseValue = base.isEmpty ? nil : (try? Document.parse(base))?.mapValue
    let merge = AttributeMerge(
      base: baseValue,
      ours: ourValue,
      theirs: theirValue,
      keys: keys,
      wholeRecord: recordClass?.mergesByRecord ?? false
    )
    let merged =
      try merge.edits.isEmpty
      ? ours
      : ourDocument.applying(
        merge.edits,
        keys: keys,
        order: order
      )
    if merge.conflicts.isEmpty {
      return Result(
        text: try withTheirComments(merged, byLine, base: base, theirs: theirs),
        conflicts: [],
        isClean: true
      )
    }
    let withOurs = try CommentCarrier(keys: keys).carry(from: base, theirs, into: merged)
    let document = try Document.parse(withOurs)
    let withTheirs = try document.applying(merge.editsForTheirs, keys: keys, order: order)
    return Result(
      text: ConflictMarkers.text(ours: withOurs, theirs: withTheirs),
      conflicts: merge.conflicts,
      isClean: false
    )
  }

  /// Where the merge by line says the same as the merge by attribute, it is taken: it keeps every
  /// comment and blank line of both sides at its place. Otherwise their comments are carried over.
  private func withTheirComments(
    _ merged: [UInt8],
    _ byLine: (text: [UInt8], isClean: Bool),
    base: [UInt8],
    theirs: [UInt8]
  ) throws -> [UInt8] {
    let wanted = try Document.parse(merged)
    if byLine.isClean, let document = try? Document.parse(byLine.text),
      document.value(document.root) == wanted.value(wanted.root)
    {
      return byLine.text
    }
    return try CommentCarrier(keys: keys).carry(from: base, theirs, into: merged)
  }
}

extension Document {
  /// The record as a value, where the document is a map.
  fileprivate var mapValue: Value? {
    guard kind(root) == .map else { return nil }
    return value(root)
  }
}
