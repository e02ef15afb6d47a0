public import Diagnostics
internal import Documents
internal import Records

/// A group of things that stand in for each other is made of things that the record depends on.
public enum RedundancyNamesTargets: Rule {
  /// The rule's identifier.
  public static let id = "CMDB-R007"
  /// What must hold.
  public static let title = "redundancy names targets of the record's relations, and enough of them"
  /// An error.
  public static let severity = Severity.error
  /// Why, with an example and its cure.
  public static let explanation = """
    `redundancy` says of which of its dependencies a number is enough. A member that no relation names
    is no dependency, so its failure was never going to arrive; and a group that needs more than it
    has is always down.

        relations: { depends_on: [server/web-01, server/web-02] }
        redundancy: [{ need: 2, of: [server/web-01, server/web-03] }]

    Cure: name the member in the relation too, or take it out of the group.
    """

  /// Returns the objections to one record.
  public static func check(_ subject: RecordSubject, in context: ValidationContext) throws
    -> [Finding]
  {
    guard let groups = subject.value["redundancy"]?.listValue else { return [] }
    let pattern = AttributePath().appending(name: "relations")
      .appending(name: AttributeTable.freeName).appending(item: ItemKey(parts: []))
      .appending(name: "to")
    let targets = Set(subject.value.values(at: pattern).compactMap(\.stringValue))
    let list = AttributePath().appending(name: "redundancy")
    return groups.enumerated().flatMap { offset, group -> [Finding] in
      let place = list.appending(item: ItemKey(position: offset + 1))
      let members = group["of"]?.texts ?? []
      var findings = members.enumerated().filter { !targets.contains($0.element) }.map { member in
        let own = place.appending(name: "of")
          .appending(item: ItemKey(position: member.offset + 1))
        return subject.finding(
          Self.self,
          at: own,
          "\(member.element) is in a redundancy group, but no relation of the record names it",
          help: NearestName.of(member.element, in: targets.sorted()).map { "did you mean \($0)?" }
            ?? "name it in relations too, or take it out of the group",
          length: subject.length(of: own)
        )
      }
      if let need = group["need"]?.numberValue?.intValue, need > members.count {
        let own = place.appending(name: "need")
        findings.append(
          subject.finding(
            Self.self,
            at: own,
            "the group needs \(need), and has \(members.count)",
            help: "a group that needs more than it has is always down",
            length: subject.length(of: own)
          )
        )
      }
      return findings
    }
  }
}
