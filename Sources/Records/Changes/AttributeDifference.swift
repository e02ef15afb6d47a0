public import Documents

/// The difference of two states of one record, leaf by leaf.
public enum AttributeDifference {
  /// Returns what changed from `old` to `new`: in the order of the new text, then what is gone in
  /// the order of the old one.
  ///
  /// Leaves are equal when they are equal as JSON values, so layout, quoting, the order of keys and
  /// the order of keyed items are no change. Where a record came or went, the only change is
  /// `created` or `deleted`: its leaves are not listed.
  public static func between(
    _ old: Value?,
    _ new: Value?,
    of reference: Reference,
    keys: ListKeys
  ) -> [AttributeChange] {
    switch (old, new) {
    case (nil, nil): return []
    case (nil, .some): return [AttributeChange(reference: reference, kind: .created)]
    case (.some, nil): return [AttributeChange(reference: reference, kind: .deleted)]
    case (.some(let old), .some(let new)):
      // The whole of an empty record, as of one that cannot be read, is no attribute.
      let before = old.leaves(keys: keys).filter { !$0.path.isEmpty }
      let after = new.leaves(keys: keys).filter { !$0.path.isEmpty }
      return leaves(before, after).map { change in
        AttributeChange(
          reference: reference,
          attribute: change.path,
          kind: change.old == nil ? .added : change.new == nil ? .removed : .changed,
          old: change.old,
          new: change.new
        )
      }
    }
  }

  /// One leaf that differs.
  public struct LeafChange {
    /// The leaf.
    public var path: AttributePath
    /// What it was; nil for one that comes.
    public var old: Value?
    /// What it is; nil for one that goes.
    public var new: Value?
  }

  /// Returns the leaves that differ: in the order of `new`, then what is gone in the order of `old`.
  public static func leaves(_ old: [Leaf], _ new: [Leaf]) -> [LeafChange] {
    let before = Dictionary(old.map { ($0.path, $0.value) }) { first, _ in first }
    var changes: [LeafChange] = []
    var seen = Set<AttributePath>(minimumCapacity: new.count)
    for leaf in new {
      seen.insert(leaf.path)
      let known = before[leaf.path]
      if known != leaf.value {
        changes.append(LeafChange(path: leaf.path, old: known, new: leaf.value))
      }
    }
    for leaf in old where !seen.contains(leaf.path) {
      changes.append(LeafChange(path: leaf.path, old: leaf.value, new: nil))
    }
    return changes
  }
}
