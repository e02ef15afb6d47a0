internal import Documents

/// Reads schema documents into a graph, following every reference.
///
/// A dynamic reference leads where the outermost schema resource of the dynamic scope says. Scopes
/// only ever gain anchors, so each schema is read once for every set of anchors that it is reached
/// with, and the graph needs no scope at run time.
struct SchemaReader {
  /// Which place an anchor's dynamic references lead to.
  typealias Scope = [String: SchemaLibrary.Place]

  private struct Reading: Hashable {
    var place: SchemaLibrary.Place
    var scope: Int32
  }

  /// More schemas than this, copies for dynamic scopes counted, are refused.
  private static let greatestCount = 1_000_000

  var library: SchemaLibrary
  let options: SchemaOptions
  private(set) var graph = SchemaGraph()
  private var known: [Reading: Int32] = [:]
  private var pending: [(node: Int32, scope: Int32)] = []
  private var scopes: [Scope] = [[:]]
  private var scopeIndices: [Scope: Int32] = [[:]: 0]
  private var nameIndices: [ExactName: Int32] = [:]
  private var patternIndices: [ExactName: Int32] = [:]
  private var formatIndices: [String: Int32] = [:]

  init(library: SchemaLibrary, options: SchemaOptions) {
    self.library = library
    self.options = options
  }

  /// Reads the schema that a URI leads to, and all that it reaches, as node 0.
  mutating func read(_ uri: String) throws(SchemaCompilationError) -> SchemaGraph {
    let target = try library.target(of: uri, base: uri, from: uri)
    _ = try node(at: target.place, scope: 0)
    while let next = pending.popLast() { try read(next.node, scope: next.scope) }
    graph.documents = library.documents
    graph.resources = library.resources.map { ($0.uri, $0.root) }
    return graph
  }

  /// Returns the node of a schema that is reached from a scope; it is read later.
  mutating func node(at place: SchemaLibrary.Place, scope outer: Int32)
    throws(SchemaCompilationError) -> Int32
  {
    try library.scanIfNew(place)
    let resource = library.resource(of: place)
    let scope = extended(outer, by: resource)
    let reading = Reading(place: place, scope: scope)
    if let index = known[reading] { return index }
    guard graph.nodes.count < Self.greatestCount else {
      throw SchemaCompilationError(
        location: library.resources[Int(resource)].uri,
        message: "the schema is too large"
      )
    }
    let index = Int32(graph.nodes.count)
    known[reading] = index
    var node = SchemaGraph.Node(place: place, resource: resource)
    node.draft = library.resources[Int(resource)].dialect.draft
    graph.nodes.append(node)
    pending.append((index, scope))
    return index
  }

  private mutating func extended(_ scope: Int32, by resource: Int32) -> Int32 {
    let anchors = library.resources[Int(resource)].dynamicAnchors
    if anchors.isEmpty { return scope }
    let extended = scopes[Int(scope)].merging(anchors) { outer, _ in outer }
    if let index = scopeIndices[extended] { return index }
    let index = Int32(scopes.count)
    scopes.append(extended)
    scopeIndices[extended] = index
    return index
  }

  private mutating func read(_ index: Int32, scope: Int32) throws(SchemaCompilationError) {
    let node = graph.nodes[Int(index)]
    let document = library.documents[Int(node.place.document)]
    switch document.kind(node.place.node) {
    case .true: graph.nodes[Int(index)].verdict = true
    case .false: graph.nodes[Int(index)].verdict = false
    case .map:
      var schema = SchemaText(
        document: document,
        place: node.place,
        resource: library.resources[Int(node.resource)],
        scope: scope
      )
      schema.collect(options)
      let entries = try read(schema)
      let start = Int32(graph.entries.count)
      graph.entries.append(contentsOf: entries)
      graph.nodes[Int(index)].keywords = start..<Int32(graph.entries.count)
      graph.nodes[Int(index)].isOpen = schema.isOpen
    default:
      let location = library.location(of: node.place)
      throw SchemaCompilationError(
        location: location,
        message: "a schema is a map, true or false"
      )
    }
  }

  // MARK: Tables

  mutating func name(_ text: String) -> Int32 {
    if let index = nameIndices[ExactName(text: text)] { return index }
    let index = Int32(graph.names.count)
    graph.names.append(text)
    nameIndices[ExactName(text: text)] = index
    return index
  }

  mutating func pattern(_ source: String) throws(PatternError) -> Int32 {
    if let index = patternIndices[ExactName(text: source)] { return index }
    let index = Int32(graph.patterns.count)
    graph.patterns.append(try Pattern(source))
    patternIndices[ExactName(text: source)] = index
    return index
  }

  /// The table's index of a format that is asserted; nil where its name is not known.
  mutating func format(_ name: String) -> Int32? {
    if let index = formatIndices[name] { return index }
    guard let format = options.formats[name] ?? SchemaFormat.standard(name) else { return nil }
    let index = Int32(graph.formats.count)
    graph.formats.append(format)
    formatIndices[name] = index
    return index
  }

  mutating func number(_ number: ExactDecimal) -> Int32 {
    graph.numbers.append(number)
    return Int32(graph.numbers.count - 1)
  }

  mutating func value(_ place: SchemaLibrary.Place) -> Int32 {
    graph.values.append(place)
    return Int32(graph.values.count - 1)
  }

  mutating func names(_ texts: [String]) -> Range<Int> {
    let start = graph.nameLists.count
    for text in texts { graph.nameLists.append(name(text)) }
    return start..<graph.nameLists.count
  }

  /// The run of a list of names in the table of runs.
  mutating func nameRange(_ texts: [String]) -> Int32 {
    graph.nameRanges.append(names(texts))
    return Int32(graph.nameRanges.count - 1)
  }

  mutating func members(_ members: [SchemaGraph.Member]) -> Range<Int32> {
    let start = Int32(graph.members.count)
    graph.members.append(contentsOf: members)
    return start..<Int32(graph.members.count)
  }

  func scopePlace(_ scope: Int32, _ anchor: String) -> SchemaLibrary.Place? {
    scopes[Int(scope)][anchor]
  }
}

extension SchemaLibrary {
  /// The absolute address of a place.
  func location(of place: Place) -> String {
    let resource = resources[Int(resource(of: place))]
    let document = documents[Int(place.document)]
    let pointer = JSONPointer.pointer(to: place.node, from: resource.root.node, in: document)
    return "\(resource.uri)#\(JSONPointer.fragment(pointer))"
  }
}
