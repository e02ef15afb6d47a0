public import Diagnostics
internal import Documents
internal import Records

/// Says so when a person sets an attribute that sources set: the value stands against them from now.
public enum PersonsValueStands: ChangeRule {
  /// The rule's identifier.
  public static let id = "CMDB-R025"
  /// What must hold.
  public static let title = "a person who sets a discovered attribute knows that it stands"
  /// Worth knowing.
  public static let severity = Severity.note
  /// Why, with an example and its cure.
  public static let explanation = """
    Sources set discovered attributes, but a value that a person wrote stands all the same: what the
    sources say against it becomes a finding, and is not applied. That is often right, and sometimes
    a surprise a year later.

        -os: { version: "12.5" }
        +os: { version: "12.6" }

    Cure: none is needed. `cmdb pin` says why the value stays and until when; `cmdb release` hands it
    back, and the sources fill it again.
    """

  /// Returns the notes about the change of one record.
  public static func check(_ change: RecordChange, in context: ChangeContext) throws -> [Finding] {
    // Where no source knows the thing, there is nobody whom the value could stand against.
    guard !context.author.isMachine, !change.isCreation, let after = change.after,
      let table = after.recordClass?.attributes,
      !(after.value["sources"]?.mapValue?.isEmpty ?? true)
    else { return [] }
    let pins = after.value["pinned"]?.mapValue
    return change.leaves.compactMap { leaf in
      guard let attribute = leaf.attribute, leaf.new != nil,
        let description = table[attribute], !description.isGoverned,
        attribute.segments.first != .name("sources"), pins?[attribute.description] == nil
      else { return nil }
      let reference = change.reference
      return change.finding(
        Self.self,
        at: attribute,
        "\(attribute) now stands against the sources, which set it otherwise",
        help: "cmdb pin \(reference) \(attribute) --reason … says why; "
          + "cmdb release \(reference) \(attribute) hands it back to them"
      )
    }
  }
}
