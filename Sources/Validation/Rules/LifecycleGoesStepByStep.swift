public import Diagnostics
internal import Documents
internal import Records

/// A change leads from a state to one that may follow it.
public enum LifecycleGoesStepByStep: ChangeRule {
  /// The rule's identifier.
  public static let id = "CMDB-R020"
  /// What must hold.
  public static let title = "a change of lifecycle leads to a state that may follow"
  /// An error.
  public static let severity = Severity.error
  /// Why, with an example and its cure.
  public static let explanation = """
    Each class has a machine of states (`schema/lifecycle/`), and every state says which may follow.
    A commit that skips a state leaves a hole in the record of what happened: when was it delivered,
    who put it where? A new record is in one of the machine's initial states, unless it is the first
    of its class: a repository that is being filled takes things as they are. So does an import.

        -lifecycle: in-stock
        +lifecycle: in-use

    Cure: go through the states that the finding names, each in a commit of its own.
    """

  private static let attribute = AttributePath().appending(name: "lifecycle")

  /// Returns the objections to the change of one record.
  public static func check(_ change: RecordChange, in context: ChangeContext) throws -> [Finding] {
    guard let after = change.after, let machine = after.recordClass?.lifecycle,
      let state = after.value["lifecycle"]?.stringValue, machine.state(state) != nil
    else { return [] }
    guard let before = change.before ?? change.origin else {
      return try checkNew(change, state, machine, in: context)
    }
    guard let old = before.value["lifecycle"]?.stringValue, old != state,
      let known = machine.state(old), !known.next.contains(state), isConcerned(change)
    else { return [] }
    let way = way(from: old, to: state, in: machine)
    let over = way.isEmpty ? "" : ", past \(way.joined(separator: ", "))"
    return [
      change.finding(
        Self.self,
        at: attribute,
        "lifecycle jumps from \(old) to \(state)\(over)",
        help: known.next.isEmpty
          ? "nothing follows \(old)" : "\(old) may be followed by \(words(known.next))"
      )
    ]
  }

  /// Whether the change is about the state, and no other side of a merge accounts for it.
  private static func isConcerned(_ change: RecordChange) -> Bool {
    change.leaves.contains { $0.attribute == attribute }
  }

  private static func checkNew(
    _ change: RecordChange,
    _ state: String,
    _ machine: Lifecycle,
    in context: ChangeContext
  ) throws -> [Finding] {
    let className = change.reference.className
    guard !machine.initial.contains(state), !context.author.isMachine, isConcerned(change),
      try !context.before.lookup.references(ofClasses: [className]).isEmpty
    else { return [] }
    return [
      change.finding(
        Self.self,
        at: attribute,
        "a new \(className) is \(words(machine.initial)), not \(state)",
        help:
          "record it as \(machine.initial.last ?? state) first, and go on in commits of their own"
      )
    ]
  }

  /// The states between two, on a shortest way; empty where there is none.
  private static func way(from start: String, to end: String, in machine: Lifecycle) -> [String] {
    var ways: [[String]] = [[start]]
    var seen: Set<String> = [start]
    while !ways.isEmpty {
      var longer: [[String]] = []
      for way in ways {
        for next in way.last.flatMap(machine.state)?.next ?? [] {
          if next == end { return Array(way.dropFirst()) }
          if seen.insert(next).inserted { longer.append(way + [next]) }
        }
      }
      ways = longer
    }
    return []
  }

  private static func words(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.joined() }
    return "\(names.dropLast().joined(separator: ", ")) or \(last)"
  }
}
