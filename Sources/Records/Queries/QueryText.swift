internal import Diagnostics
internal import Documents

/// A query as somebody wrote it: what it asks, and where each of its terms stands.
public struct QueryText: Sendable {
  /// A word that an attribute is compared with.
  struct Word: Sendable, Hashable {
    var text: String
    /// Where it begins, in Unicode scalars from 0.
    var offset: Int
  }

  /// One term.
  struct Term: Sendable, Hashable {
    var path: AttributePath
    /// Where the attribute begins, in Unicode scalars from 0.
    var offset: Int
    /// How it is compared; nil where only its presence is asked for.
    var comparison: Query.Operator?
    var words: [Word] = []
  }

  /// The query as it was given.
  public let text: String
  /// What it asks.
  public let query: Query
  let terms: [Term]

  /// Reads a query.
  public init(parsing text: String) throws(QueryError) {
    var parser = QueryParser(text)
    self.text = text
    query = try parser.parse()
    terms = parser.terms
  }

  /// Refuses what could only ever answer nothing: a class or attribute that there is not, and a word
  /// that cannot be compared with the attribute's values by its schema's type.
  public func check(against catalogue: ClassCatalogue, today: CalendarDay) throws(QueryError) {
    let names = query.requiredClasses?.sorted() ?? catalogue.classNames
    for term in terms {
      if term.path == Self.classPath { try checkClasses(term, catalogue) }
      let classes = names.compactMap { catalogue.recordClass($0) }
      guard !classes.isEmpty else { continue }
      if let objection = catalogue.objection(to: term.path, ofClasses: query.requiredClasses) {
        throw error("\(objection.message): \(objection.remedy)", at: term.offset)
      }
      let descriptions = Self.descriptions(of: term.path.segments[...], in: classes, catalogue)
      for word in term.words where term.comparison != .glob {
        guard let expected = Self.objection(to: word.text, descriptions, today) else { continue }
        throw error("\(term.path) is \(expected), not \(word.text)", at: word.offset)
      }
    }
  }

  /// Returns the query with every date that counts from today written out, so that it asks the same
  /// on any day.
  public func resolved(in catalogue: ClassCatalogue, today: CalendarDay) -> String {
    var scalars = Array(text.unicodeScalars)
    let names = query.requiredClasses?.sorted() ?? catalogue.classNames
    let classes = names.compactMap { catalogue.recordClass($0) }
    for term in terms.reversed() where term.comparison != .glob {
      let known = Self.descriptions(of: term.path.segments[...], in: classes, catalogue)
      guard known.contains(where: { $0.map(Self.isDate) ?? false }) else { continue }
      for word in term.words.reversed() where word.text.hasPrefix("today") {
        guard let day = RelativeDate.day(word.text, today: today) else { continue }
        let isQuoted = scalars[word.offset] != "t"
        let start = word.offset + (isQuoted ? 1 : 0)
        let end = start + word.text.unicodeScalars.count
        scalars.replaceSubrange(start..<end, with: day.description.unicodeScalars)
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }

  private static func isDate(_ description: AttributeDescription) -> Bool {
    description.format == "date" || description.format == "date-time"
  }

  private static let classPath = AttributePath().appending(name: "class")

  private func checkClasses(_ term: Term, _ catalogue: ClassCatalogue) throws(QueryError) {
    guard term.comparison == .equal else { return }
    for word in term.words where !catalogue.hasClass(word.text) {
      let nearest = NearestName.of(word.text, in: catalogue.classNames)
      throw error(
        "there is no class \(word.text): "
          + (nearest.map { "did you mean \($0)?" } ?? "cmdb schema ls lists the classes"),
        at: word.offset
      )
    }
  }

  /// What the schemas say of the values at a path, followed through references; nil among them where
  /// nothing describes one.
  private static func descriptions(
    of segments: ArraySlice<AttributePath.Segment>,
    in classes: [RecordClass],
    _ catalogue: ClassCatalogue,
    hops: Int = 0
  ) -> [AttributeDescription?] {
    classes.flatMap { recordClass -> [AttributeDescription?] in
      var place = AttributePath()
      var rest = segments
      while let segment = rest.first {
        let item = place.appending(item: ItemKey(parts: []))
        if case .name = segment, recordClass.attributes[item] != nil { place = item }
        let next = AttributePath(place.segments + [segment])
        guard recordClass.attributes[next] != nil else { break }
        place = next
        rest = rest.dropFirst()
      }
      let items = place.appending(item: ItemKey(parts: []))
      guard let description = recordClass.attributes[items] ?? recordClass.attributes[place] else {
        return [nil]
      }
      if rest.isEmpty { return [description] }
      guard let targets = description.referencedClasses, hops < 8 else { return [nil] }
      let names = targets.isEmpty ? catalogue.classNames : targets
      return descriptions(
        of: rest,
        in: names.compactMap { catalogue.recordClass($0) },
        catalogue,
        hops: hops + 1
      )
    }
  }

  /// What was expected instead of a word; nil where some class may hold a value to compare it with.
  private static func objection(
    to word: String,
    _ descriptions: [AttributeDescription?],
    _ today: CalendarDay
  ) -> String? {
    let known = descriptions.compactMap { $0 }
    guard !known.isEmpty, known.count == descriptions.count else { return nil }
    func areAll(_ types: Set<String>) -> Bool {
      known.allSatisfy { !$0.types.isEmpty && types.union(["null"]).isSuperset(of: $0.types) }
    }
    if areAll(["number", "integer"]), Number(word) == nil { return "a number" }
    if areAll(["boolean"]), word != "true", word != "false" { return "true or false" }
    if known.allSatisfy(isDate), RelativeDate.day(word, today: today) == nil {
      return "a date such as 2027-01-01 or today+90d"
    }
    return nil
  }

  private func error(_ message: String, at offset: Int) -> QueryError {
    QueryError(query: text, offset: offset, message: message)
  }
}
