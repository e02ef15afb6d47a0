internal import Documents
internal import Records

/// One observation with what it means: the thing's class and its attributes.
struct Sighting {
  /// Who says it.
  let source: SourceReading
  /// What was said.
  let observation: Observation
  /// When it was said, in seconds since 1970-01-01T00:00:00Z.
  let time: Int64
  /// The attributes that the mapping gives, with null where the source says that there is none.
  let attributes: ValueMap
  /// The class by the source's rules, or nil where none holds.
  let className: String?

  /// The source's key for the thing.
  var key: String { observation.key }

  /// What tells one sighting from all others.
  struct Name: Hashable {
    let source: String
    let key: String
  }

  /// The sighting's name.
  var name: Name { Name(source: source.name, key: key) }

  /// Orders sightings so that nothing depends on the order in which sources are given.
  static func precedes(_ left: Sighting, _ right: Sighting) -> Bool {
    (left.source.name, left.key) < (right.source.name, right.key)
  }

  /// The leaves that the sighting says, in the shape that records of the class have.
  ///
  /// Items of one key become one, of whose values the first stands; an item without a key cannot be
  /// told from another and says nothing, nor does junk or what holds nothing. Texts are in the form
  /// that the schema compares, but for the case of their letters.
  /// `naming` finds names for items that have none.
  func leaves(
    of recordClass: RecordClass,
    rules: IdentifierRules,
    naming: ItemNaming? = nil
  ) -> [Leaf] {
    var seen = Set<AttributePath>()
    var said = Value.map(attributes)
    if source.speaksInTexts { said = TextTyping(recordClass).typed(said) }
    if let naming { said = naming.named(said) }
    return recordClass.leaves(of: said).compactMap { leaf in
      guard let path = leaf.path.withoutOccurrences, path != "id", seen.insert(path).inserted else {
        return nil
      }
      switch leaf.value {
      case .map: return nil
      case .list(let items) where items.isEmpty && recordClass.listKeys.key(at: path) != nil:
        return nil
      case .string(let text):
        let steps = recordClass.attributes[path]?.normalisation ?? []
        if steps.contains(.junk), rules.isJunk(text) { return nil }
        return Leaf(path: path, value: .string(Self.written(text, steps)))
      default: return Leaf(path: path, value: leaf.value)
      }
    }
  }
}

extension Sighting {
  /// Addresses, UUIDs and host names have one form in which they are written. How letters are
  /// compared says nothing about how a maker writes its name.
  fileprivate static func written(_ text: String, _ steps: [Normalisation]) -> String {
    Normalisation.apply(steps.filter { ![.upper, .lower, .junk].contains($0) }, to: text) ?? text
  }
}

extension AttributePath {
  /// The path with `[eth0]` for `[eth0#2]`; nil where an item is named by its position.
  fileprivate var withoutOccurrences: AttributePath? {
    var result = self
    for index in segments.indices {
      guard case .item(let key) = segments[index] else { continue }
      if key.position != nil { return nil }
      if key.occurrence != nil { result.segments[index] = .item(ItemKey(parts: key.parts)) }
    }
    return result
  }
}
