public import Documents

/// Gives a record's text back what an earlier version said, attribute by attribute: only the lines of
/// what differs change, and the comments of both versions are kept.
public struct RecordRestoration {
  private let keys: ListKeys
  private let order: KeyOrder

  /// Creates a restoration for records of a class.
  public init(recordClass: RecordClass?) {
    keys = recordClass?.listKeys ?? .none
    order = recordClass?.keyOrder ?? .none
  }

  /// Returns the present text with the values of the earlier one.
  ///
  /// - Parameters:
  ///   - present: The record as it is.
  ///   - past: The record as it was.
  ///   - field: Where given, only this attribute and what is below it.
  /// - Throws: `EditError` where the text cannot be edited so.
  public func text(_ present: Document, as past: Document, only field: AttributePath? = nil) throws
    -> [UInt8]
  {
    let now = leaves(of: present, field)
    let then = leaves(of: past, field)
    let known = Dictionary(now.map { ($0.path, $0.value) }) { first, _ in first }
    let wanted = Set(then.map(\.path))
    let gone = now.map(\.path).filter { !wanted.contains($0) }
    let edits =
      then.filter { known[$0.path] != $0.value }.map { DocumentEdit.set($0.path, $0.value) }
      + gone.map { .remove($0) }
    if edits.isEmpty { return present.source }
    let edited = try present.applying(edits, keys: keys, order: order)
    // A comment beside or above a value that was gone comes back with it.
    let back = wanted.subtracting(known.keys)
    return CommentCarrier(keys: keys).carry(from: [], past.source, into: edited) { attribute in
      back.contains { $0.hasPrefix(attribute) && !known.keys.contains { $0.hasPrefix(attribute) } }
    }.text
  }

  private func leaves(of document: Document, _ field: AttributePath?) -> [Leaf] {
    document.value(document.root).leaves(keys: keys).filter { leaf in
      !leaf.path.isEmpty && field.map { leaf.path.hasPrefix($0) } ?? true
    }
  }
}
