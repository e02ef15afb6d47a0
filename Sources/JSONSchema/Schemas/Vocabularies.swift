/// The vocabularies of JSON Schema 2020-12 (and 2019-09) that a dialect may be made of.
struct Vocabularies: OptionSet, Sendable, Hashable {
  let rawValue: UInt8

  static let core = Vocabularies(rawValue: 1)
  static let applicator = Vocabularies(rawValue: 2)
  static let unevaluated = Vocabularies(rawValue: 4)
  static let validation = Vocabularies(rawValue: 8)
  static let formatAnnotation = Vocabularies(rawValue: 16)
  static let formatAssertion = Vocabularies(rawValue: 32)
  static let content = Vocabularies(rawValue: 64)
  static let metaData = Vocabularies(rawValue: 128)

  /// Those of the standard dialects.
  static let standard: Vocabularies = [
    .core, .applicator, .unevaluated, .validation, .formatAnnotation, .content, .metaData,
  ]

  private static let names: [String: Vocabularies] = [
    "core": .core, "applicator": .applicator, "unevaluated": .unevaluated,
    "validation": .validation, "format-annotation": .formatAnnotation,
    "format-assertion": .formatAssertion, "format": .formatAnnotation, "content": .content,
    "meta-data": .metaData,
  ]

  /// The vocabulary of a URI; nil where it is not known.
  init?(uri: String) {
    for draft in ["2020-12", "2019-09"] {
      let prefix = "https://json-schema.org/draft/\(draft)/vocab/"
      guard uri.hasPrefix(prefix) else { continue }
      guard let known = Self.names[String(uri.dropFirst(prefix.count))] else { return nil }
      self = known
      return
    }
    return nil
  }

  init(rawValue: UInt8) { self.rawValue = rawValue }
}
