internal import Documents
internal import Records

/// What makes two proposals the same change: every attribute that differs, whatever it is based on.
public enum ChangeDigest {
  /// Returns one line for each leaf, `ref TAB attribute TAB old TAB new`, sorted by bytes; values as
  /// canonical JSON (RFC 8785), nothing for what is absent.
  public static func lines(of changes: some Sequence<RecordChange>) -> [String] {
    changes.flatMap { change in
      change.leaves.map { leaf in
        [
          leaf.reference.description, leaf.attribute?.description ?? "",
          leaf.old?.canonicalJSON() ?? "", leaf.new?.canonicalJSON() ?? "",
        ].joined(separator: "\t")
      }
    }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Returns the SHA-256 of the lines, a newline after each, in hexadecimal.
  public static func digest(of changes: some Sequence<RecordChange>) -> String {
    let text = lines(of: changes).map { $0 + "\n" }.joined()
    return ContentDigest.hexadecimal(of: text.utf8)
  }
}
