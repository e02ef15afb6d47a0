import Documents
import Records

/// Which values of a thing anybody asks for: the same for every thing, unless the source's mapping
/// takes whatever it says under the names of the record. Then the class of the thing decides, since
/// what that does not describe is noise.
struct SelectionTable: Sendable {
  private let ways: [[AttributeSelection.Step]]
  private let lists: [[String]: ListKey]
  private let catalogue: ClassCatalogue?
  private let common: AttributeSelection?
  private var byClass: [String?: AttributeSelection] = [:]

  /// Selects everything.
  init() { self.init(ways: [], lists: [:], takesEverything: true, catalogue: nil) }

  init(
    ways: [[AttributeSelection.Step]],
    lists: [[String]: ListKey],
    takesEverything: Bool,
    catalogue: ClassCatalogue?
  ) {
    self.ways = ways
    self.lists = lists
    self.catalogue = catalogue
    if !takesEverything {
      common = AttributeSelection(ways, lists: lists)
    } else {
      common = catalogue == nil ? .everything : nil
    }
  }

  /// What is kept of a thing of a class; without one, what any class describes.
  mutating func selection(of className: String?) -> AttributeSelection {
    if let common { return common }
    if let known = byClass[className] { return known }
    let made = made(for: className)
    byClass[className] = made
    return made
  }

  private func made(for className: String?) -> AttributeSelection {
    guard let catalogue else { return .everything }
    // Of a class that there is not, or that is open, nothing is known to be noise.
    let names = className.map { [$0] } ?? catalogue.classNames
    let classes = names.compactMap { catalogue.recordClass($0) }
    let isOpen = classes.contains { $0.attributes.isOpen(below: AttributePath()) }
    if classes.count < names.count || isOpen {
      return .everything
    }
    return AttributeSelection(
      describedBy: classes,
      ways,
      lists: lists
    )
  }
}

extension RecordClass {
  /// The attributes that are taken whole: those that contain no described ones, and lists of which an
  /// item may be a bare word.
  var wholeAttributes: [AttributePath] {
    var whole: [AttributePath] = []
    let all = attributes.all
    for description in all {
      let pattern = description.pattern
      if let last = whole.last, pattern.hasPrefix(last) { continue }
      let item = attributes[pattern.appending(item: ItemKey(parts: []))]
      let isListOfMaps = item?.types == ["object"]
      let isMap =
        !attributes.names(below: pattern).isEmpty || attributes.hasFreeNames(below: pattern)
      if isListOfMaps || isMap { continue }
      whole.append(pattern)
    }
    return whole
  }
}
