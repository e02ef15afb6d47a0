public import Diagnostics
internal import Documents
internal import Records

/// Following a relation that must not come back never comes back.
public enum RelationsDoNotLoop: Rule {
  /// The rule's identifier.
  public static let id = "CMDB-R006"
  /// What must hold.
  public static let title = "a relation that the schema calls acyclic never leads back"
  /// An error.
  public static let severity = Severity.error
  /// Why, with an example and its cure.
  public static let explanation = """
    Some relations are ladders: a location lies within another, a team is part of another, a contract
    replaces an older one (`x-acyclic` in the schema). A ladder that comes back to its foot has no top:
    no country for a room, no last escalation, no end to a walk.

        records/location/fra1.yaml:    within: location/germany
        records/location/germany.yaml: within: location/fra1

    Cure: take out the step of the circle that is wrong; the finding prints all of them.
    """

  /// Returns the objections to one record.
  public static func check(_ subject: RecordSubject, in context: ValidationContext) throws
    -> [Finding]
  {
    guard let recordClass = subject.recordClass else { return [] }
    return try AcyclicRelation.all(of: recordClass).compactMap { relation in
      guard let circle = try circle(from: subject, along: relation, in: context) else { return nil }
      let steps = (circle.targets + [subject.reference]).map(\.description)
      return subject.finding(
        Self.self,
        at: circle.first,
        "\(relation.name) leads back: \(subject.reference) → \(steps.joined(separator: " → "))",
        help: "take out the step of the circle that is wrong",
        length: subject.length(of: circle.first)
      )
    }
  }

  /// A way along the relation that comes back to the record: the attribute that begins it, and the
  /// records on the way. Every record is visited once, so the cost is that of what can be reached.
  private static func circle(
    from subject: RecordSubject,
    along relation: AcyclicRelation,
    in context: ValidationContext
  ) throws -> (first: AttributePath, targets: [Reference])? {
    // Most records name no target, and that is told without looking at every leaf.
    guard let recordClass = subject.recordClass,
      !subject.value.values(at: relation.attribute).isEmpty
    else { return nil }
    var seen: Set<Reference> = []
    for step in relation.steps(in: subject.value, of: recordClass) {
      if step.target == subject.reference { return (step.attribute, []) }
      var ways = [[step.target]]
      while let way = ways.popLast() {
        guard let last = way.last, seen.insert(last).inserted,
          let record = try context.lookup.record(last),
          let lastClass = context.catalogue.recordClass(last.className)
        else { continue }
        for next in relation.steps(in: record.value, of: lastClass) {
          if next.target == subject.reference { return (step.attribute, way) }
          ways.append(way + [next.target])
        }
      }
    }
    return nil
  }
}

/// An attribute whose targets must never lead back.
struct AcyclicRelation {
  /// The attribute, without items.
  let attribute: AttributePath

  /// How people call it.
  var name: String { attribute.description }

  /// The relations of a class that must not loop, and along which its records could: whose targets
  /// may be of the class itself, or of one that nothing is known of.
  static func all(of recordClass: RecordClass) -> [AcyclicRelation] {
    recordClass.acyclicAttributes.compactMap { description in
      let classes = description.referencedClasses ?? []
      return classes.isEmpty || classes.contains(recordClass.name)
        ? AcyclicRelation(attribute: description.pattern) : nil
    }
  }

  /// The targets that a record names.
  func steps(in value: Value, of recordClass: RecordClass) -> [(
    attribute: AttributePath, target: Reference
  )] {
    recordClass.references(in: value).filter { reference in
      let pattern = reference.attribute.pattern
      return pattern == attribute || pattern.parent == attribute
    }
  }
}
