internal import Documents
internal import Git
internal import Records

/// The merge of two contents of one file: a record's by attribute, any other's by line.
struct ContentMerge: Sendable {
  /// What came out.
  struct Result {
    let text: [UInt8]
    let conflicts: [MergeConflict]
  }

  let place: [UInt8]
  let mode: FileMode
  let catalogue: ClassCatalogue
  let base: [UInt8]
  let ours: [UInt8]
  let theirs: [UInt8]

  /// Whether all contents are texts: git takes for binary what has a NUL near the beginning.
  var hasLines: Bool { [base, ours, theirs].allSatisfy { !$0.prefix(8_000).contains(0) } }

  func result() throws -> Result {
    let path = String(decoding: place, as: UTF8.self)
    guard let reference = RecordLayout.reference(ofPath: path) else {
      let lines = try TextMerge.merge(base, ours, theirs)
      return Result(
        text: lines.text,
        conflicts: lines.isClean ? [] : [MergeConflict(kind: .lines, path: path)]
      )
    }
    let merge = RecordTextMerge(
      recordClass: catalogue.recordClass(reference.className),
      textMerge: { try TextMerge.merge($0, $1, $2) }
    )
    let merged = try merge.merge(base: base, ours: ours, theirs: theirs)
    var conflicts = merged.conflicts.map { conflict in
      MergeConflict(
        kind: .attribute,
        path: path,
        reference: reference,
        attribute: conflict.attribute,
        base: conflict.base,
        ours: conflict.ours,
        theirs: conflict.theirs
      )
    }
    conflicts += merged.commentConflicts.map { conflict in
      MergeConflict(
        kind: .comment,
        path: path,
        reference: reference,
        attribute: conflict.attribute,
        base: .string(conflict.base),
        ours: .string(conflict.ours),
        theirs: .string(conflict.theirs)
      )
    }
    if !merged.isClean, conflicts.isEmpty {
      conflicts = [MergeConflict(kind: .lines, path: path, reference: reference)]
    }
    return Result(text: merged.text, conflicts: conflicts)
  }
}
