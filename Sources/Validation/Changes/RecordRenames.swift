internal import Documents
internal import Records

/// Finds the records that only got another name: of two in one change, one goes and one comes, and
/// they are the same by `RecordLikeness`.
public enum RecordRenames {
  /// Returns the changes with the origin of every record that was renamed.
  public static func traced(_ changes: [RecordChange]) -> [RecordChange] {
    guard changes.contains(where: \.isCreation) else { return changes }
    let gone = changes.filter(\.isDeletion).compactMap(\.before).map { ($0, likeness(of: $0)) }
    if gone.isEmpty { return changes }
    var renamed: Set<Reference> = []
    let traced = changes.map { change -> RecordChange in
      guard change.isCreation, let after = change.after else { return change }
      let wanted = likeness(of: after)
      guard
        let (origin, _) = gone.first(where: { before, known in
          !renamed.contains(before.reference) && known.isSame(as: wanted)
        })
      else { return change }
      renamed.insert(origin.reference)
      return change.renamed(from: origin)
    }
    return traced.map {
      renamed.contains($0.reference) && $0.isDeletion ? $0.goingOnElsewhere() : $0
    }
  }

  private static func likeness(of subject: RecordSubject) -> RecordLikeness {
    RecordLikeness(subject.value, of: subject.recordClass)
  }
}
