import Records

/// Two classes of one family, a team, and a part without identifiers: everything that the index
/// looks at, in few words.
enum IndexClasses {
  static let files = [
    file("thing", family: "hardware"), file("gadget", family: "hardware"),
    file("team", family: nil), file("part", family: nil, isUnique: false),
  ]

  static let catalogue = ClassCatalogue(files)

  private static func file(_ name: String, family: String?, isUnique: Bool = true) -> SchemaFile {
    let unique = isUnique ? "x-unique: error, " : ""
    let text = """
      \(family.map { "x-family: \($0)\nx-identity: [[uuid], [serial, vendor]]" } ?? "title: \(name)")
      properties:
        id: { type: string }
        class: { type: string }
        name: { type: string }
        owner: { type: string, x-references: [team] }
        serial: { type: string, \(unique)x-normalise: [trim, upper] }
        uuid: { type: string, x-normalise: [lower] }
        vendor: { type: string }
        size: { type: number }
        tags: { type: array, x-key: ., items: { type: string } }
        words: { type: array, items: { type: string } }
        interfaces:
          type: array
          x-key: name
          items:
            type: object
            properties:
              name: { type: string }
              mac: { type: string, \(unique)x-normalise: [mac] }
              speed: { type: integer }
        relations:
          type: object
          properties:
            depends_on:
              type: array
              x-key: to
              x-references: []
              items:
                oneOf:
                  - { type: string }
                  - type: object
                    properties:
                      to: { type: string, x-references: [] }
                      share: { type: number }
      """
    return SchemaFile(name: name, origin: .builtIn, source: Array(text.utf8))
  }
}
