internal import Documents
internal import Records

/// Finds the records that only got another name: of two in one change, one goes and one comes, and
/// they share an identifier that must be unique, or everything but their names.
public enum RecordRenames {
  /// Returns the changes with the origin of every record that was renamed.
  public static func traced(_ changes: [RecordChange]) -> [RecordChange] {
    let gone = changes.filter(\.isDeletion)
    if gone.isEmpty { return changes }
    var renamed: Set<Reference> = []
    let traced = changes.map { change -> RecordChange in
      guard change.isCreation, let after = change.after,
        let origin = gone.compactMap(\.before).first(where: {
          !renamed.contains($0.reference) && isSame($0, after)
        })
      else { return change }
      renamed.insert(origin.reference)
      return change.renamed(from: origin)
    }
    return traced.map {
      renamed.contains($0.reference) && $0.isDeletion ? $0.goingOnElsewhere() : $0
    }
  }

  private static func isSame(_ old: RecordSubject, _ new: RecordSubject) -> Bool {
    let (mine, theirs) = (identifiers(new), identifiers(old))
    if !mine.isEmpty || !theirs.isEmpty { return !mine.isDisjoint(with: theirs) }
    return body(old) == body(new)
  }

  private static func identifiers(_ subject: RecordSubject) -> Set<String> {
    subject.recordClass?.uniqueValues(of: subject.value) ?? []
  }

  private static func body(_ subject: RecordSubject) -> Value {
    guard var fields = subject.value.mapValue else { return subject.value }
    for name in ["id", "name"] { fields[name] = Optional.none }
    return .map(fields)
  }
}
