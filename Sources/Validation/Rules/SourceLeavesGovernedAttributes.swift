public import Diagnostics
internal import Documents
internal import Records

/// A merge of sources sets what sources may set, and nothing that people decide.
public enum SourceLeavesGovernedAttributes: ChangeRule {
  /// The rule's identifier.
  public static let id = "CMDB-R024"
  /// What must hold.
  public static let title = "a source's commit touches no governed attribute"
  /// An error.
  public static let severity = Severity.error
  /// Why, with an example and its cure.
  public static let explanation = """
    Attributes are governed unless their schema says `x-governed: false`: people decide them, and no
    source may overwrite them. A merge of sources sets discovered attributes and `sources`; governed
    ones only on a record that it creates. It deletes nothing.

        Reconcile glpi: 1 record changed
            owner: team/platform → team/service-desk

    Cure: nothing that `cmdb sync` makes looks so. Whoever commits under its name: use your own.
    """

  /// Returns the objections to the change of one record.
  public static func check(_ change: RecordChange, in context: ChangeContext) throws -> [Finding] {
    guard context.author.isMachine, !change.isCreation else { return [] }
    if change.isDeletion {
      return [
        change.finding(
          Self.self,
          at: AttributePath(),
          "a source's commit removes \(change.reference)",
          help: "only people remove records"
        )
      ]
    }
    let table = change.after?.recordClass?.attributes
    return change.leaves.compactMap { leaf in
      guard let attribute = leaf.attribute, !isBinding(attribute),
        table?[attribute]?.isGoverned ?? true
      else { return nil }
      return change.finding(
        Self.self,
        at: attribute,
        "a source's commit changes \(attribute), which people decide",
        help: "commit it under a person's name, or take it back"
      )
    }
  }

  private static func isBinding(_ attribute: AttributePath) -> Bool {
    attribute.hasPrefix(AttributePath().appending(name: "sources"))
  }
}
