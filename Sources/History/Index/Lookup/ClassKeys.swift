internal import Documents
internal import Records

/// What the index holds of the records of one class: identifiers and references.
struct ClassKeys: Sendable {
  /// The class.
  let recordClass: RecordClass
  /// The attributes whose values find a record: those that must be unique, and the members of
  /// identifier sets.
  let patterns: [AttributePath]
  /// The attributes by which a record is found in the past: identifiers and references that stand at
  /// the top of a record and are compared as texts.
  let finding: [String: Finding]

  /// How the values of an attribute are compared by a query that looks into the past.
  struct Finding: Sendable {
    let isReference: Bool
    let normalisation: [Normalisation]
  }

  init(_ recordClass: RecordClass) {
    self.recordClass = recordClass
    var seen = Set<AttributePath>()
    let unique = recordClass.uniqueAttributes.map(\.pattern)
    patterns = (unique + recordClass.identity.joined()).filter { seen.insert($0).inserted }
    var finding: [String: Finding] = [:]
    for description in recordClass.attributes.all {
      let isReference = description.referencedClasses != nil
      guard case .name(let name) = description.pattern.segments.first,
        description.pattern.segments.count == 1,
        seen.contains(description.pattern) || isReference,
        description.format != "date", description.format != "date-time",
        !description.types.contains("number"), !description.types.contains("integer"),
        !description.types.contains("array"), !description.types.contains("object"),
        !isReference || description.normalisation.isEmpty
      else { continue }
      finding[name] = Finding(
        isReference: isReference && !seen.contains(description.pattern),
        normalisation: description.normalisation
      )
    }
    self.finding = finding
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

extension ClassKeys {
  /// What stands for a record that its values do not tell of.
  static let untold = ""

  /// Returns the values by which a version of a record may be asked for once it is past; `untold` among
  /// them where it must be looked at whatever is asked, as one that cannot be parsed or holds a list
  /// in the place of a text.
  func pastKeys(ofText text: [UInt8]) -> Set<String> {
    guard let document = try? Document.parse(text) else { return [Self.untold] }
    return pastKeys(of: document.value(document.root))
  }

  /// As `pastKeys(ofText:)`, of a text that was parsed.
  func pastKeys(of value: Value) -> Set<String> {
    guard case .map(let fields) = value else { return [Self.untold] }
    var found = Set<String>()
    for (name, finding) in finding {
      switch fields[name] {
      case nil, .null: continue
      case .string(let text) where IndexText.isPlain(text):
        // What a reference or a normalisation cannot be made of is in no table.
        if let key = finding.key(text) { found.insert(key) } else { found.insert(Self.untold) }
      default: found.insert(Self.untold)
      }
    }
    return found
  }
}

extension ClassKeys.Finding {
  /// The text that a value is kept under; nil where it is kept under none.
  func key(_ text: String) -> String? {
    guard isReference else {
      return Normalisation.apply(normalisation, to: text).flatMap {
        $0.isEmpty || !IndexText.isPlain($0) ? nil : $0
      }
    }
    return Reference(text)?.description == text ? text : nil
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
