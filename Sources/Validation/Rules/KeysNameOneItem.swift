public import Diagnostics
internal import Documents
internal import Records

/// Every item of a keyed list has a key of its own, and a set says each word once.
public enum KeysNameOneItem: Rule {
  /// The rule's identifier.
  public static let id = "CMDB-R005"
  /// What must hold.
  public static let title =
    "the items of a keyed list have different keys, and a set says a word once"
  /// An error.
  public static let severity = Severity.error
  /// Why, with an example and its cure.
  public static let explanation = """
    Lists of things are keyed: an interface by its name, a relation by its target. History, merges and
    references speak of the item by that key, so it names one item.

        interfaces:
          - { name: eth0, mac: "00:16:3e:2a:11:01" }
          - { name: eth0, ipv4: 10.20.1.11 }

    Cure: join the two items, or give one its own key.
    """

  /// Returns the objections to one record.
  public static func check(_ subject: RecordSubject, in context: ValidationContext) throws
    -> [Finding]
  {
    guard let recordClass = subject.recordClass else { return [] }
    var seen: Set<AttributePath> = []
    return recordClass.leaves(of: subject.value).compactMap { leaf in
      guard let item = repeatedItem(in: leaf.path), seen.insert(item).inserted else { return nil }
      return subject.finding(
        Self.self,
        at: item,
        "\(first(of: item)) stands twice",
        help: "join the two items, or give one its own key"
      )
    }
  }

  /// The outermost item on the way to a leaf that another item of the same key stands before.
  private static func repeatedItem(in path: AttributePath) -> AttributePath? {
    var item = AttributePath()
    for segment in path.segments {
      item.segments.append(segment)
      if case .item(let key) = segment, let occurrence = key.occurrence, occurrence > 1 {
        return item
      }
    }
    return nil
  }

  private static func first(of item: AttributePath) -> AttributePath {
    guard let list = item.parent, case .item(let key)? = item.last else { return item }
    return list.appending(item: ItemKey(parts: key.parts))
  }
}
