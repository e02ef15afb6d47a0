internal import Documents
internal import Records

/// What the index holds of the records of one class: identifiers and references.
struct ClassKeys: Sendable {
  /// The class.
  let recordClass: RecordClass
  /// The attributes whose values find a record: those that must be unique, and the members of
  /// identifier sets.
  let patterns: [AttributePath]

  init(_ recordClass: RecordClass) {
    self.recordClass = recordClass
    var seen = Set<AttributePath>()
    let unique = recordClass.uniqueAttributes.map(\.pattern)
    patterns = (unique + recordClass.identity.joined()).filter { seen.insert($0).inserted }
  }

  /// One value that finds a record.
  struct Identifier: Hashable, Sendable {
    let attribute: AttributePath
    let value: String
  }

  /// Returns the identifiers of a record.
  func identifiers(of value: Value) -> Set<Identifier> {
    var found = Set<Identifier>()
    for pattern in patterns {
      for text in recordClass.identifiers(in: value, at: pattern) where IndexText.isPlain(text) {
        found.insert(Identifier(attribute: pattern, value: text))
      }
    }
    return found
  }

  /// One reference that a record makes.
  struct Target: Hashable, Sendable {
    let attribute: AttributePath
    let target: String
  }

  /// Returns the references that a record makes.
  func targets(of value: Value) -> Set<Target> {
    var found = Set<Target>()
    for (attribute, target) in recordClass.references(in: value) {
      let text = target.description
      if IndexText.isPlain(text) { found.insert(Target(attribute: attribute, target: text)) }
    }
    return found
  }
}

/// Which texts the index may be asked for.
enum IndexText {
  /// Whether a text is equal to another exactly where its bytes are: SQLite compares bytes, and ends
  /// a text at NUL; the program takes `é` in one scalar and in two for the same. Other texts are
  /// looked for by walking.
  static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 > 0 && $0 < 0x80 }
  }
}
