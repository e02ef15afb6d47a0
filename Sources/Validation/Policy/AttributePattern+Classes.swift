internal import Diagnostics
internal import Documents
internal import Records

extension AttributePattern {
  /// Says that no record of the classes (nil asks for every class) has an attribute that the pattern
  /// means, and what was probably meant; nil where one may have.
  func objection(in catalogue: ClassCatalogue, ofClasses names: Set<String>?)
    -> (message: String, remedy: String)?
  {
    if text == "*" { return nil }
    let classes = (names?.sorted() ?? catalogue.classNames).lazy
      .compactMap { catalogue.recordClass($0)?.attributes }
    // Keys of items tell records apart, not classes.
    let keyless = (try? AttributePath(parsing: text)).map { Self($0.pattern.description) }
    let meanings = [self] + (keyless.map { [$0] } ?? [])
    if classes.isEmpty || classes.contains(where: { table in meanings.contains { $0.fits(table) } })
    {
      return nil
    }
    let suffix = [".*", "*"].first { text.hasSuffix($0) } ?? ""
    let known = Set(classes.flatMap { $0.all.map { $0.pattern.description + suffix } }).sorted()
    return (
      "no class that the entry concerns has an attribute \(text)",
      NearestName.of(text, in: known).map { "did you mean \($0)?" }
        ?? "cmdb schema show CLASS lists the attributes"
    )
  }

  private func fits(_ table: AttributeTable) -> Bool {
    table.isOpen(below: AttributePath())
      || table.all.contains { description in
        let attribute = description.pattern
        if matches(attribute) { return true }
        // In these stands what nothing describes.
        let holdsAnything =
          table.isOpen(below: attribute) || table.hasFreeNames(below: attribute)
          || description.types.contains("object") && table.names(below: attribute).isEmpty
        return holdsAnything && text.hasPrefix("\(attribute.description).")
      }
  }
}
