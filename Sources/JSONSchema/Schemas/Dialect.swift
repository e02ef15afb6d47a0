/// Which keywords a schema is written in.
struct Dialect: Sendable, Hashable {
  enum Draft: Int, Sendable, Hashable, Comparable {
    case draft7
    case draft2019
    case draft2020

    static func < (left: Draft, right: Draft) -> Bool { left.rawValue < right.rawValue }
  }

  var draft: Draft
  var vocabularies: Vocabularies

  static let draft2020 = Dialect(draft: .draft2020, vocabularies: .standard)

  /// The standard dialect of a `$schema`; nil where it names none.
  init?(uri: String) {
    switch uri {
    case "https://json-schema.org/draft/2020-12/schema",
      "https://json-schema.org/draft/2020-12/schema#":
      self = .draft2020
    case "https://json-schema.org/draft/2019-09/schema",
      "https://json-schema.org/draft/2019-09/schema#":
      self.init(draft: .draft2019, vocabularies: .standard)
    case "http://json-schema.org/draft-07/schema", "http://json-schema.org/draft-07/schema#",
      "https://json-schema.org/draft-07/schema", "https://json-schema.org/draft-07/schema#":
      self.init(draft: .draft7, vocabularies: .standard)
    default: return nil
    }
  }

  init(draft: Draft, vocabularies: Vocabularies) {
    self.draft = draft
    self.vocabularies = vocabularies
  }

  /// What a keyword means in this dialect; nil where it means nothing.
  func keyword(_ name: String) -> Keyword? {
    guard let keyword = Keyword.named(name), keyword.drafts.contains(draft),
      vocabularies.contains(keyword.vocabulary)
    else { return nil }
    return keyword
  }
}
