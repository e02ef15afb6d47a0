internal import Diagnostics
public import Documents

extension ClassCatalogue {
  /// Says why no record of the classes (nil asks for every class) can have an attribute, and what
  /// was probably meant; nil where one can.
  public func objection(
    to path: AttributePath,
    ofClasses names: Set<String>?
  ) -> (message: String, remedy: String)? {
    guard case .name(let first)? = path.segments.first else { return nil }
    let classes = (names?.sorted() ?? classNames).compactMap { recordClass($0) }
    let top = AttributePath().appending(name: first)
    let isPossible = classes.contains {
      $0.attributes[top] != nil || $0.attributes.hasFreeNames(below: AttributePath())
    }
    if isPossible || classes.isEmpty { return nil }
    let known = Set(classes.flatMap { $0.attributes.names(below: AttributePath()) }).sorted()
    return (
      "no class that the query asks for has an attribute \(first)",
      NearestName.of(first, in: known).map { "did you mean \($0)?" }
        ?? "cmdb schema show CLASS lists the attributes"
    )
  }
}
