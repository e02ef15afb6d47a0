internal import Documents
public import Records

extension Policy {
  /// Whether a standard asks about records of a class through references of others, so that a change
  /// of one may break the standard elsewhere.
  public func walks(to className: String, in catalogue: ClassCatalogue) -> Bool {
    standards.contains { standard in
      let queries = [standard.match] + (standard.requirement.map { [$0] } ?? [])
      let paths = queries.flatMap(\.attributes).filter { $0.segments.count > 1 }
      guard !paths.isEmpty else { return false }
      return (standard.match.requiredClasses ?? Set(catalogue.classNames)).contains { name in
        paths.contains { Self.walks($0, from: name, to: className, catalogue) }
      }
    }
  }

  private static func walks(
    _ path: AttributePath,
    from name: String,
    to target: String,
    _ catalogue: ClassCatalogue
  ) -> Bool {
    guard let attributes = catalogue.recordClass(name)?.attributes else { return false }
    // Any prefix of the path may be the reference that is followed.
    return (1..<path.segments.count).contains { count in
      let prefix = AttributePath(Array(path.segments.prefix(count)))
      let places = [prefix, prefix.appending(item: ItemKey(parts: []))]
      return places.contains { place in
        guard let classes = attributes[place]?.referencedClasses else { return false }
        return classes.isEmpty || classes.contains(target)
      }
    }
  }
}
