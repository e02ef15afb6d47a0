public import Documents

/// The remembered results of identification: a record's `sources` attribute.
public enum Bindings {
  /// The attribute that holds them.
  public static let attribute = AttributePath().appending(name: "sources")

  /// Returns the keys under which each source knows the record, in the order of the text.
  public static func all(in record: Value) -> [(source: String, keys: [String])] {
    (record["sources"]?.mapValue ?? [:]).map { ($0.key, $0.value.texts ?? []) }
  }

  /// Returns the edits that add keys; none where they are there. A first key is written as a text,
  /// several as a list.
  public static func adding(_ keys: [String], of source: String, to record: Value)
    -> [DocumentEdit]
  {
    let path = attribute.appending(name: source)
    let present = record["sources"]?[source]
    let known = present?.texts ?? []
    var added: [String] = []
    for key in keys where !known.contains(key) && !added.contains(key) { added.append(key) }
    if added.isEmpty { return [] }
    if present?.listValue != nil { return added.map { .append(path, .string($0)) } }
    let all = known + added
    return [.set(path, all.count == 1 ? .string(all[0]) : .list(all.map { .string($0) }))]
  }
}
