internal import Diagnostics
public import Documents

extension ClassCatalogue {
  /// Says why no record of the classes (nil asks for every class) can have an attribute, and what
  /// was probably meant; nil where one can.
  ///
  /// The path is followed as a query follows it: into items of lists, and through references to the
  /// classes that they may point to.
  public func objection(
    to path: AttributePath,
    ofClasses names: Set<String>?
  ) -> (message: String, remedy: String)? {
    let classes = (names?.sorted() ?? classNames).filter(hasClass)
    guard let slip = slip(in: path, .records, ofClasses: classes) else { return nil }
    return (
      "no class that the query asks for has an attribute \(slip.attribute)",
      slip.remedy ?? "cmdb schema show CLASS lists the attributes"
    )
  }

  /// Says that no record of the class can have an attribute of its own at the path, its items named,
  /// and what was probably meant; nil where one can.
  public func objection(
    to path: AttributePath,
    in recordClass: RecordClass
  ) -> (message: String, remedy: String)? {
    let name = recordClass.name
    guard let slip = slip(in: path, .record, ofClasses: [name]) else { return nil }
    return (
      "a \(name) has no attribute \(slip.attribute)",
      slip.remedy ?? "cmdb schema show \(name) lists what it may have"
    )
  }

  /// The path as far as the first step that no class can go along, and the nearest that one can.
  private func slip(in path: AttributePath, _ reach: SchemaWalk.Reach, ofClasses names: [String])
    -> (attribute: AttributePath, remedy: String?)?
  {
    var walk = SchemaWalk(path, reach, in: self)
    if names.isEmpty || walk.leads(through: names) { return nil }
    let parent = AttributePath(Array(path.segments.prefix(walk.depth)))
    let attribute = AttributePath(Array(path.segments.prefix(walk.depth + 1)))
    guard case .name(let name)? = attribute.last else { return (attribute, nil) }
    let nearest = NearestName.of(name, in: walk.knownNames.sorted())
    return (attribute, nearest.map { "did you mean \(parent.appending(name: $0))?" })
  }
}
