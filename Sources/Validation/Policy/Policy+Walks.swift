internal import Documents
public import Records

extension Policy {
  /// Returns the classes that a standard asks about through references of other records, so that a
  /// change of one of them may break the standard elsewhere.
  public func classesWalkedTo(in catalogue: ClassCatalogue) -> Set<String> {
    var found: Set<String> = []
    for standard in standards {
      let queries = [standard.match] + (standard.requirement.map { [$0] } ?? [])
      let paths = queries.flatMap(\.attributes).filter { $0.segments.count > 1 }
      if paths.isEmpty { continue }
      for name in standard.match.requiredClasses ?? Set(catalogue.classNames) {
        guard let attributes = catalogue.recordClass(name)?.attributes else { continue }
        for path in paths { found.formUnion(Self.targets(of: path, attributes, catalogue)) }
      }
    }
    return found
  }

  /// The classes that any reference on the way may lead to.
  private static func targets(
    of path: AttributePath,
    _ attributes: AttributeTable,
    _ catalogue: ClassCatalogue
  ) -> Set<String> {
    var found: Set<String> = []
    for count in 1..<path.segments.count {
      let prefix = AttributePath(Array(path.segments.prefix(count)))
      for place in [prefix, prefix.appending(item: ItemKey(parts: []))] {
        guard let classes = attributes[place]?.referencedClasses else { continue }
        found.formUnion(classes.isEmpty ? catalogue.classNames : classes)
      }
    }
    return found
  }
}
