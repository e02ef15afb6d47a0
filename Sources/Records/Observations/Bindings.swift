public import Documents

/// The remembered results of identification: a record's `sources` attribute.
public enum Bindings {
  /// Returns the keys under which each source knows the record, in the order of the text.
  public static func all(in record: Value) -> [(source: String, keys: [String])] {
    (record["sources"]?.mapValue ?? [:]).map { ($0.key, $0.value.texts ?? []) }
  }

  /// Returns the edit that adds a key, or nil where it is there.
  public static func adding(_ key: String, of source: String, to record: Value) -> DocumentEdit? {
    let path = AttributePath().appending(name: "sources").appending(name: source)
    guard let known = record["sources"]?[source]?.texts else { return .set(path, .string(key)) }
    if known.contains(key) { return nil }
    return .set(path, .list((known + [key]).map { .string($0) }))
  }
}
