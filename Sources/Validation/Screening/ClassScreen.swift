public import Documents
internal import JSONSchema
public import Records

/// Says of a record, from its text alone and without building values, whether any rule beyond its
/// schema, owner, references and identifiers might object: the fast half of those rules.
///
/// It may be wrong only in one direction: a record that it passes has no finding by the rules
/// `CMDB-R006` to `R009`, `R016` and `R017`. A test holds both halves together.
public struct ClassScreen: Sendable {
  private struct State: Sendable {
    var name: [UInt8]
    var requires: [[[UInt8]]]
    var requiresAny: [[[[UInt8]]]]
    var substates: [[UInt8]]
    /// A path that this screen cannot follow: the state is always doubtful.
    var isBeyond = false
  }

  /// What must hold for a standard to concern a record, of what is cheap to tell.
  private struct Concern: Sendable {
    var terms: [(path: [[UInt8]], words: [[UInt8]])]
    var standard: Standard
  }

  /// The rules that a screen stands for, besides the one about secrets, which is about texts.
  public static let rules: [any Rule.Type] = [
    RelationsDoNotLoop.self, RedundancyNamesTargets.self, StateHasWhatItRequires.self,
    RecordMeetsStandards.self, TextIsVisible.self,
  ]

  private let states: [State]
  private let hasMachine: Bool
  private let concerns: [Concern]
  private let acyclic: [[[UInt8]]]
  private let className: String
  private let neighbours: StandardNeighbours

  /// Prepares the screen of a class under a policy.
  public init(
    _ recordClass: RecordClass,
    under policy: Policy,
    neighbours: StandardNeighbours
  ) {
    self.neighbours = neighbours
    className = recordClass.name
    states = (recordClass.lifecycle?.states ?? []).map(Self.state)
    hasMachine = recordClass.lifecycle != nil
    concerns = policy.standards.compactMap { Self.concern($0, recordClass) }
    acyclic = AcyclicRelation.all(of: recordClass).map { relation in
      Self.names(relation.attribute) ?? []
    }
  }

  /// Whether the full rules must look at the record.
  public func isDoubtful(_ document: Document) -> Bool {
    let root = document.root
    return SecretScan.isSuspicious(document.source) || TextIsVisible.isSuspicious(document.source)
      || document.child(root, named: "redundancy" as StaticString) != nil
      || acyclic.contains { $0.isEmpty || Self.has($0, document) }
      || (hasMachine && lacksWhatItsStateRequires(document))
      || concerns.contains { isDoubtful($0, document) }
  }

  private func lacksWhatItsStateRequires(_ document: Document) -> Bool {
    let root = document.root
    guard let node = document.child(root, named: "lifecycle" as StaticString),
      let number = states.firstIndex(where: { Self.says(node, $0.name, document) })
    else { return false }
    if states[number].isBeyond { return true }
    if let substate = document.child(root, named: "substate" as StaticString),
      !states[number].substates.contains(where: { Self.says(substate, $0, document) })
    {
      return true
    }
    return !states[number].requires.allSatisfy { Self.has($0, document) }
      || !states[number].requiresAny.allSatisfy { group in group.contains { Self.has($0, document) }
      }
  }

  private func isDoubtful(_ concern: Concern, _ document: Document) -> Bool {
    let mayConcern = concern.terms.allSatisfy { term in
      guard let node = Self.node(term.path, document) else { return false }
      // What is no scalar is for the query itself.
      guard document.count(node) == 0 else { return true }
      return term.words.contains { Self.says(node, $0, document) }
    }
    guard mayConcern else { return false }
    let standard = concern.standard
    if let schema = standard.assertion, !schema.isValid(document, at: document.root) { return true }
    guard let requirement = standard.requirement else { return false }
    return !neighbours.surelyHolds(
      requirement,
      document.value(document.root),
      className: className
    )
  }

  // MARK: Walking

  /// Whether there is a value at a path of names; null and empty lists and maps are none.
  private static func has(_ path: [[UInt8]], _ document: Document) -> Bool {
    guard let node = node(path, document) else { return false }
    switch document.kind(node) {
    case .null: return false
    case .list, .map: return document.count(node) > 0
    default: return true
    }
  }

  private static func node(_ path: [[UInt8]], _ document: Document) -> NodeIndex? {
    path.reduce(document.root) { node, name in node.flatMap { document.child($0, named: name) } }
  }

  private static func says(_ node: NodeIndex, _ word: [UInt8], _ document: Document) -> Bool {
    document.withText(node) { $0.count == word.count && $0.elementsEqual(word) }
  }

  // MARK: Preparing

  private static func state(_ state: Lifecycle.State) -> State {
    let requires = state.requires.map(names)
    let groups = state.requiresAny.map { $0.map(names) }
    return State(
      name: Array(state.name.utf8),
      requires: requires.compactMap { $0 },
      requiresAny: groups.map { $0.compactMap { $0 } },
      substates: state.substates.map { Array($0.utf8) },
      isBeyond: requires.contains { $0 == nil } || groups.contains { $0.contains { $0 == nil } }
    )
  }

  /// The names of a path without items; nil where it has some.
  private static func names(_ path: AttributePath) -> [[UInt8]]? {
    var names: [[UInt8]] = []
    for segment in path.segments {
      guard case .name(let name) = segment, name != AttributeTable.freeName else { return nil }
      names.append(Array(name.utf8))
    }
    return names.isEmpty ? nil : names
  }

  private static func concern(_ standard: Standard, _ recordClass: RecordClass) -> Concern? {
    guard standard.match.requiredClasses?.contains(recordClass.name) ?? true else { return nil }
    return Concern(terms: terms(of: standard.match, recordClass), standard: standard)
  }

  /// The terms of a query that every matching record must meet and that need no schema to tell:
  /// one attribute of the record itself is one of some words. A word that may be written in several
  /// ways, as numbers, dates and truth values are, is left to the query.
  private static func terms(of query: Query, _ recordClass: RecordClass) -> [(
    path: [[UInt8]], words: [[UInt8]]
  )] {
    switch query {
    case .all(let parts): return parts.flatMap { terms(of: $0, recordClass) }
    case .compare(let path, .equal, let word): return term(path, [word], recordClass)
    case .isOneOf(let path, let words): return term(path, words, recordClass)
    default: return []
    }
  }

  private static func term(
    _ path: AttributePath,
    _ words: [String],
    _ recordClass: RecordClass
  ) -> [(path: [[UInt8]], words: [[UInt8]])] {
    guard path.segments.count == 1, let names = names(path),
      recordClass.attributes[path]?.normalisation.isEmpty ?? true,
      words.allSatisfy({ word in
        word.first?.isLetter ?? false && !word.hasPrefix("today")
          && !["true", "false", "null"].contains(word.lowercased())
      })
    else { return [] }
    return [(names, words.map { Array($0.utf8) })]
  }
}
