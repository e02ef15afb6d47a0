internal import Records

extension RecordChange {
  /// Whether the record matches a query before the change or after it.
  func matches(_ query: Query, in context: ChangeContext) throws -> Bool {
    let className = reference.className
    if let before,
      try context.before.queries.matches(query, before.value, className: className)
    {
      return true
    }
    guard let after else { return false }
    return try context.after.queries.matches(query, after.value, className: className)
  }

  /// The team that owns the record before the change, or after it where it comes into being.
  func owner(in context: ChangeContext) -> Reference? {
    (before ?? after).flatMap { context.people.owner(of: reference, $0.value) }
  }
}
