internal import Documents

/// The schema documents that a compilation can see, with everything in them that has an address.
struct SchemaLibrary {
  /// Where a schema stands.
  struct Place: Hashable, Sendable {
    var document: Int32
    var node: NodeIndex
  }

  /// A schema with a URI of its own, and what lies in it up to the next such schema.
  struct Resource: Sendable {
    var uri: String
    var root: Place
    var dialect: Dialect
    var anchors: [String: Place] = [:]
    var dynamicAnchors: [String: Place] = [:]
  }

  private(set) var documents: [Document] = []
  private(set) var resources: [Resource] = []
  private var byURI: [String: Int32] = [:]
  /// For each document its resources, an outer one before those within.
  private var resourcesOfDocument: [[Int32]] = []
  private var scanned: Set<Place> = []
  private var dialects: [String: Dialect] = [:]
  private let defaultDialect: Dialect
  private let resolve: (String) -> Document?

  init(defaultDialect: Dialect, resolve: @escaping (String) -> Document?) {
    self.defaultDialect = defaultDialect
    self.resolve = resolve
  }

  // MARK: Looking up

  /// Returns the resource of an absolute URI without fragment, reading its document where it is new.
  mutating func resource(at uri: String) throws(SchemaCompilationError) -> Int32? {
    if let known = byURI[uri] { return known }
    let document = resolve(uri) ?? Metaschemas.document(at: uri)
    guard let document else { return nil }
    try add(document, at: uri)
    return byURI[uri]
  }

  /// The innermost resource that a place lies in.
  func resource(of place: Place) -> Int32 {
    let document = documents[Int(place.document)]
    var innermost: Int32 = 0
    for index in resourcesOfDocument[Int(place.document)] {
      let root = resources[Int(index)].root.node
      if root <= place.node, place.node < document.next(root) { innermost = index }
    }
    return innermost
  }

  /// Returns the place that a reference leads to from a place with the URI `base`.
  mutating func target(of reference: String, base: String, from location: String)
    throws(SchemaCompilationError) -> (place: Place, resource: Int32, fragment: String)
  {
    let parsed = URIReference(reference)
    let absolute = parsed.resolved(against: URIReference(base))
    guard let resource = try resource(at: absolute.withoutFragment) else {
      throw SchemaCompilationError(
        location: location,
        message: "\(reference) refers to a schema that is not there"
      )
    }
    guard let fragment = parsed.fragment == nil ? "" : parsed.decodedFragment else {
      throw SchemaCompilationError(
        location: location,
        message: "the fragment of \(reference) is malformed"
      )
    }
    let root = resources[Int(resource)].root
    if fragment.isEmpty { return (root, resource, "") }
    if fragment.hasPrefix("/") {
      let document = documents[Int(root.document)]
      if let node = JSONPointer.node(fragment, from: root.node, in: document) {
        return (Place(document: root.document, node: node), resource, "")
      }
    } else if let place = resources[Int(resource)].anchors[fragment] {
      return (place, resource, fragment)
    }
    throw SchemaCompilationError(location: location, message: "\(reference) leads nowhere")
  }

  // MARK: Reading

  /// Adds a document that is known by `uri`, which may differ from the `$id` within.
  mutating func add(_ document: Document, at uri: String) throws(SchemaCompilationError) {
    let place = Place(document: Int32(documents.count), node: document.root)
    documents.append(document)
    resourcesOfDocument.append([])
    let base = URIReference(uri).withoutFragment
    let dialect = try dialect(of: place, base: base) ?? defaultDialect
    let id = identifier(of: place, dialect)
    let own = id.map {
      URIReference($0).resolved(against: URIReference(base)).withoutFragment
    }
    let resource = try define(own ?? base, at: place, dialect)
    if byURI[base] == nil { byURI[base] = resource }
    try scan(place, resource, isRoot: true)
  }

  private mutating func define(_ uri: String, at place: Place, _ dialect: Dialect)
    throws(SchemaCompilationError) -> Int32
  {
    if let other = byURI[uri].map({ resources[Int($0)] }), other.uri == uri,
      other.root.document == place.document, other.root != place
    {
      throw repetition("$id", uri, at: place)
    }
    let index = Int32(resources.count)
    resources.append(Resource(uri: uri, root: place, dialect: dialect))
    resourcesOfDocument[Int(place.document)].append(index)
    byURI[uri] = index
    return index
  }

  /// Reads identifiers below a schema that was not reached by way of keywords, such as one within an
  /// unknown keyword that a reference points to.
  mutating func scanIfNew(_ place: Place) throws(SchemaCompilationError) {
    try scan(place, resource(of: place), isRoot: false)
  }

  /// The `$id` that makes a schema a resource; nil for a fragment alone and, up to draft-07, beside a
  /// `$ref`.
  private func identifier(of place: Place, _ dialect: Dialect) -> String? {
    guard let id = text("$id", at: place), id.utf8.first != UInt8(ascii: "#"), !id.isEmpty else {
      return nil
    }
    let document = documents[Int(place.document)]
    if dialect.draft == .draft7, document.child(place.node, named: "$ref") != nil { return nil }
    return id
  }

  private func text(_ name: StaticString, at place: Place) -> String? {
    let document = documents[Int(place.document)]
    guard let node = document.child(place.node, named: name), document.kind(node) == .string else {
      return nil
    }
    return document.text(node)
  }

  private mutating func scan(_ place: Place, _ outer: Int32, isRoot: Bool)
    throws(SchemaCompilationError)
  {
    let document = documents[Int(place.document)]
    guard document.kind(place.node) == .map, scanned.insert(place).inserted else { return }
    var resource = outer
    if !isRoot {
      let base = resources[Int(outer)].uri
      let own = try dialect(of: place, base: base)
      let dialect = own ?? resources[Int(outer)].dialect
      if let id = identifier(of: place, dialect) {
        let uri = URIReference(id).resolved(against: URIReference(base)).withoutFragment
        resource = try define(uri, at: place, dialect)
      }
    }
    let dialect = resources[Int(resource)].dialect
    for (key, value) in document.entries(of: place.node) {
      let name = document.text(key)
      guard let keyword = dialect.keyword(name) else { continue }
      try note(keyword, value, in: resource, at: place)
      for child in Self.schemas(in: value, of: keyword, dialect, document) {
        try scan(Place(document: place.document, node: child), resource, isRoot: false)
      }
    }
  }

  /// Notes an anchor.
  private mutating func note(
    _ keyword: Keyword,
    _ value: NodeIndex,
    in resource: Int32,
    at place: Place
  ) throws(SchemaCompilationError) {
    let document = documents[Int(place.document)]
    let index = Int(resource)
    switch keyword {
    case .anchor: try noteAnchor(document.text(value), "$anchor", in: index, at: place)
    case .dynamicAnchor:
      let name = document.text(value)
      try noteAnchor(name, "$dynamicAnchor", in: index, at: place)
      resources[index].dynamicAnchors[name] = place
    case .recursiveAnchor where document.kind(value) == .true:
      resources[index].dynamicAnchors[Self.recursiveName] = place
    case .id where resources[index].dialect.draft == .draft7:
      // Up to draft-07 an `$id` that is a fragment alone is what `$anchor` became.
      let id = document.text(value)
      if id.hasPrefix("#"), document.child(place.node, named: "$ref") == nil {
        try noteAnchor(String(id.dropFirst()), "$id", in: index, at: place)
      }
    default: break
    }
  }

  private mutating func noteAnchor(
    _ name: String,
    _ keyword: String,
    in resource: Int,
    at place: Place
  ) throws(SchemaCompilationError) {
    if let other = resources[resource].anchors.updateValue(place, forKey: name), other != place {
      throw repetition(keyword, name, at: place)
    }
  }

  /// A name that two schemas bear leads to neither (JSON Schema 2020-12, core, section 8.2).
  private func repetition(_ keyword: String, _ name: String, at place: Place)
    -> SchemaCompilationError
  {
    let document = documents[Int(place.document)]
    let pointer = JSONPointer.pointer(to: place.node, from: document.root, in: document)
    let top = resourcesOfDocument[Int(place.document)].first.map { resources[Int($0)].uri } ?? ""
    return SchemaCompilationError(
      location: "\(top)#\(JSONPointer.fragment(pointer))/\(keyword)",
      message: "two schemas have the \(keyword) \(name)"
    )
  }

  /// The name under which draft 2019-09's `$recursiveAnchor` is kept; no anchor can have it.
  static let recursiveName = "#"

  /// The schemas that are the keyword's value or lie right within it.
  private static func schemas(
    in value: NodeIndex,
    of keyword: Keyword,
    _ dialect: Dialect,
    _ document: Document
  ) -> [NodeIndex] {
    switch keyword.content {
    case .none: return []
    case .schema: return [value]
    case .list: return document.items(of: value)
    case .map: return document.entries(of: value).map(\.value)
    case .schemaOrList:
      return document.kind(value) == .list && dialect.draft < .draft2020
        ? document.items(of: value) : [value]
    }
  }

  // MARK: Dialects

  /// The dialect that a schema's `$schema` names; nil where it has none.
  private mutating func dialect(of place: Place, base: String) throws(SchemaCompilationError)
    -> Dialect?
  {
    guard let uri = text("$schema", at: place) else { return nil }
    if let known = Dialect(uri: uri) ?? dialects[uri] { return known }
    // While the metaschema itself is read it counts as the newest draft.
    dialects[uri] = .draft2020
    let error = SchemaCompilationError(
      location: "\(base)#/$schema",
      message: "the dialect \(uri) is not known"
    )
    guard let resource = try resource(at: URIReference(uri).withoutFragment) else { throw error }
    let root = resources[Int(resource)].root
    let document = documents[Int(root.document)]
    var dialect = resources[Int(resource)].dialect
    if let list = document.child(root.node, named: "$vocabulary") {
      dialect.vocabularies = .core
      for (key, value) in document.entries(of: list) {
        let name = document.text(key)
        if let vocabulary = Vocabularies(uri: name) {
          dialect.vocabularies.formUnion(vocabulary)
        } else if document.kind(value) == .true {
          throw SchemaCompilationError(
            location: "\(base)#/$schema",
            message: "the dialect \(uri) needs the vocabulary \(name), which is not known"
          )
        }
      }
    }
    dialects[uri] = dialect
    return dialect
  }
}
