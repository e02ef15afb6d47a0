internal import Documents
internal import Git
internal import Records

/// Says of a commit that left a text which cannot be parsed just that, instead of telling every
/// attribute as removed.
///
/// A record without an `id` is rare, so only where one seems to have gone is the text looked at.
struct UnparsableVersions {
  let versions: RecordVersions

  private static let id = AttributePath().appending(name: "id")

  /// Returns what a commit changed, with such records told as what they are.
  func told(_ entry: ChangeLog.Entry) throws -> ChangeLog.Entry {
    let suspects = Set(
      entry.changes.filter { $0.kind == .removed && $0.attribute == Self.id }.map(\.reference)
    )
    let isOrdinary = suspects.isEmpty && !entry.changes.contains { $0.attribute?.isEmpty == true }
    if isOrdinary { return entry }
    let broken = try suspects.isEmpty ? [] : unparsable(among: suspects, in: entry.facts)
    var changes: [AttributeChange] = []
    for change in entry.changes {
      if broken.contains(change.reference), change.attribute != nil {
        if changes.last?.kind == .unparsable, changes.last?.reference == change.reference {
          continue
        }
        changes.append(AttributeChange(reference: change.reference, kind: .unparsable))
      } else if change.attribute?.isEmpty != true {
        changes.append(change)
      }
    }
    return ChangeLog.Entry(facts: entry.facts, changes: changes)
  }

  private func unparsable(among suspects: Set<Reference>, in facts: CommitFacts) throws
    -> Set<Reference>
  {
    var found = Set<Reference>()
    let parent = try facts.parents.first.map(versions.facts(of:))
    for difference in try versions.repository.treeDifference(
      from: parent?.tree,
      to: facts.tree,
      under: RecordLayout.root
    ) {
      guard let reference = RecordLayout.reference(ofPath: difference.path),
        suspects.contains(reference), let new = difference.new, new.mode.isFile,
        try versions.version(new.id, className: reference.className) == nil
      else { continue }
      found.insert(reference)
    }
    return found
  }
}
