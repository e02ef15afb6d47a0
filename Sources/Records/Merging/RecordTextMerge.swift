internal import Documents

/// The merge of two versions of a record's text: values by attribute, comments of both sides kept.
public struct RecordTextMerge: Sendable {
  /// Merges texts by line: the text, and whether nothing is left to decide in it.
  public typealias ByLine =
    @Sendable (_ base: [UInt8], _ ours: [UInt8], _ theirs: [UInt8]) throws -> (
      text: [UInt8], isClean: Bool
    )

  /// What came out.
  public struct Result: Sendable {
    /// The merged text, with markers where a conflict is left.
    public let text: [UInt8]
    /// What both sides changed differently.
    public var conflicts: [AttributeMerge.Conflict] = []
    /// The comments that both sides wrote anew.
    public var commentConflicts: [CommentConflict] = []
    /// Whether nothing is left for a person to decide.
    public let isClean: Bool
    /// Whether a version could not be read as a record, so that lines were merged instead.
    public var isByLine = false
  }

  private let recordClass: RecordClass?
  private let byLine: ByLine

  /// Creates a merge for records of a class; `textMerge` merges by line.
  public init(recordClass: RecordClass?, textMerge: @escaping ByLine) {
    self.recordClass = recordClass
    byLine = textMerge
  }

  private var keys: ListKeys { recordClass?.listKeys ?? .none }
  private var order: KeyOrder { recordClass?.keyOrder ?? .none }

  /// Merges; an empty base means that both sides created the record. A version that cannot be parsed
  /// is merged by line, as git would, unless it is a base with the conflicts of an earlier merge:
  /// what the two disagreed about then is undecided.
  public func merge(base: [UInt8], ours: [UInt8], theirs: [UInt8]) throws -> Result {
    if ours == theirs || theirs == base { return Result(text: ours, isClean: true) }
    if ours == base { return Result(text: theirs, isClean: true) }
    let lines = try byLine(base, ours, theirs)
    guard let start = Start(base, keys), let ourDocument = Self.record(ours),
      let theirValue = Self.record(theirs)?.rootValue
    else { return Result(text: lines.text, isClean: lines.isClean, isByLine: true) }
    let merge = AttributeMerge(
      base: start.value,
      ours: ourDocument.rootValue,
      theirs: theirValue,
      keys: keys,
      wholeRecord: recordClass?.mergesByRecord ?? false,
      undecided: start.undecided
    )
    let texts = Texts(base: start.text, ours: ourDocument, theirs: theirs, byLine: lines)
    do {
      return try result(of: merge, texts)
    } catch {
      // An edit that cannot be written is left to a person, all of it.
      let whole = AttributeMerge(
        base: start.value,
        ours: ourDocument.rootValue,
        theirs: theirValue,
        keys: keys,
        wholeRecord: true
      )
      return Result(
        text: ConflictMarkers.text(ours: ours, theirs: theirs),
        conflicts: whole.conflicts,
        isClean: false
      )
    }
  }

  /// What both sides started from.
  private struct Start {
    /// A text that can be read; empty where there was no record.
    var text: [UInt8]
    var value: Value?
    var undecided: Set<AttributePath> = []

    init?(_ base: [UInt8], _ keys: ListKeys) {
      text = base
      if base.isEmpty { return }
      if let document = RecordTextMerge.record(base) {
        value = document.rootValue
        return
      }
      guard let sides = ConflictMarkers.sides(of: base),
        let one = RecordTextMerge.record(sides.ours)?.rootValue,
        let other = RecordTextMerge.record(sides.theirs)?.rootValue
      else { return nil }
      text = sides.ours
      value = one
      undecided = Set(
        AttributeMerge(base: nil, ours: one, theirs: other, keys: keys, wholeRecord: true)
          .conflicts.map(\.attribute)
      )
    }
  }

  private struct Texts {
    let base: [UInt8]
    let ours: Document
    let theirs: [UInt8]
    let byLine: (text: [UInt8], isClean: Bool)
  }

  private func result(of merge: AttributeMerge, _ texts: Texts) throws(EditError) -> Result {
    let merged = try texts.ours.applying(merge.edits, keys: keys, order: order)
    if merge.conflicts.isEmpty, texts.byLine.isClean, isSame(texts.byLine.text, merged) {
      return Result(text: texts.byLine.text, isClean: true)
    }
    let carrier = CommentCarrier(keys: keys)
    let carried = carrier.carry(from: texts.base, texts.theirs, into: merged)
    if merge.conflicts.isEmpty, carried.conflicts.isEmpty {
      return Result(text: carried.text, isClean: true)
    }
    guard let document = Self.record(carried.text) else {
      throw EditError(kind: .notWritable, path: AttributePath(), message: "a comment is in the way")
    }
    let withTheirs = carrier.takingTheirs(
      carried.conflicts,
      in: try document.applying(merge.editsForTheirs, keys: keys, order: order)
    )
    return Result(
      text: ConflictMarkers.text(ours: carried.text, theirs: withTheirs),
      conflicts: merge.conflicts,
      commentConflicts: carried.conflicts,
      isClean: false
    )
  }

  /// Whether the merge by line says the same as the merge by attribute: then it is taken, since it
  /// keeps every comment and blank line of both sides at its place, and the order of both.
  private func isSame(_ lines: [UInt8], _ merged: [UInt8]) -> Bool {
    if lines == merged { return true }
    guard let one = Self.record(lines)?.rootValue, let other = Self.record(merged)?.rootValue
    else { return false }
    return one == other
      || AttributeDifference.leaves(one.leaves(keys: keys), other.leaves(keys: keys)).isEmpty
  }

  /// A text that is a record: a map.
  private static func record(_ text: [UInt8]) -> Document? {
    guard let document = try? Document.parse(text), document.kind(document.root) == .map else {
      return nil
    }
    return document
  }
}

extension Document {
  fileprivate var rootValue: Value { value(root) }
}
