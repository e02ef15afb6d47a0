public import Diagnostics
internal import Documents
internal import Records

/// A record has the attributes that its state of life asks for.
public enum StateHasWhatItRequires: Rule {
  /// The rule's identifier.
  public static let id = "CMDB-R008"
  /// What must hold.
  public static let title = "a record has what its lifecycle state requires"
  /// An error.
  public static let severity = Severity.error
  /// Why, with an example and its cure.
  public static let explanation = """
    The machine of the class says what must be known in each state: an ordered thing has an order
    number, one in use the day from which it is depreciated and a place or a holder, a disposed one
    the evidence. `substate` is one of the words that the state knows. `cmdb schema show CLASS` prints
    the machine.

        class: server
        lifecycle: in-use          # no cost.in_service, no location

    Cure: add what the finding names, or correct the state.
    """

  /// Returns the objections to one record.
  public static func check(_ subject: RecordSubject, in context: ValidationContext) throws
    -> [Finding]
  {
    guard let machine = subject.recordClass?.lifecycle,
      let name = subject.value["lifecycle"]?.stringValue, let state = machine.state(name)
    else { return [] }
    let place = AttributePath().appending(name: "lifecycle")
    let missing =
      state.requires.filter { !has($0, subject.value) }.map(\.description)
      + state.requiresAny.filter { group in !group.contains { has($0, subject.value) } }
      .map { $0.map(\.description).joined(separator: " or ") }
    var findings = missing.map { words in
      subject.finding(
        Self.self,
        at: place,
        "\(article(subject.reference.className)) that is \(name) needs \(words)",
        help: "add it, or correct the state",
        length: name.unicodeScalars.count
      )
    }
    if let word = subject.value["substate"]?.stringValue, !state.substates.contains(word) {
      findings.append(wrongSubstate(word, state, subject))
    }
    return findings
  }

  private static func wrongSubstate(
    _ word: String,
    _ state: Lifecycle.State,
    _ subject: RecordSubject
  ) -> Finding {
    let nearest = NearestName.of(word, in: state.substates)
    return subject.finding(
      Self.self,
      at: AttributePath().appending(name: "substate"),
      "\(word) is no substate of \(state.name)",
      help: nearest.map { "did you mean \($0)?" }
        ?? (state.substates.isEmpty
          ? "\(state.name) has none" : "it may be \(state.substates.joined(separator: ", "))"),
      length: word.unicodeScalars.count
    )
  }

  /// Whether there is a value; null and empty lists and maps are none.
  static func has(_ attribute: AttributePath, _ record: Value) -> Bool {
    record.values(at: attribute).contains { value in
      switch value {
      case .null: false
      case .list(let items): !items.isEmpty
      case .map(let map): !map.isEmpty
      default: true
      }
    }
  }

  private static func article(_ name: String) -> String {
    name.first.map { "aeiou".contains($0) } ?? false ? "an \(name)" : "a \(name)"
  }
}
