internal import Documents

/// The metaschemas that every schema may refer to.
enum Metaschemas {
  /// Returns the metaschema of a URI without fragment; nil where it is none.
  static func document(at uri: String) -> Document? {
    guard let text = text(at: uri) else { return nil }
    let bytes = text.withUTF8Buffer { Array($0) }
    return try? Document.parse(bytes, as: .json)
  }

  private static func text(at uri: String) -> StaticString? {
    switch uri {
    case "http://json-schema.org/draft-07/schema": return Draft7Metaschema.schema
    case "https://json-schema.org/draft/2020-12/schema": return Draft2020Metaschema.schema
    default: break
    }
    let prefix = "https://json-schema.org/draft/2020-12/meta/"
    guard uri.hasPrefix(prefix) else { return nil }
    switch uri.dropFirst(prefix.count) {
    case "core": return Draft2020Metaschema.core
    case "applicator": return Draft2020Metaschema.applicator
    case "unevaluated": return Draft2020Metaschema.unevaluated
    case "validation": return Draft2020Vocabularies.validation
    case "meta-data": return Draft2020Vocabularies.metaData
    case "format-annotation": return Draft2020Vocabularies.formatAnnotation
    case "format-assertion": return Draft2020Vocabularies.formatAssertion
    case "content": return Draft2020Vocabularies.content
    default: return nil
    }
  }
}
