internal import Documents

/// One schema that is a map, while it is read.
struct SchemaText {
  let document: Document
  let place: SchemaLibrary.Place
  let resource: SchemaLibrary.Resource
  /// The dynamic scope that the schema is read in.
  let scope: Int32
  /// What the dialect knows, by keyword: key and value.
  private(set) var keywords: [(keyword: Keyword, key: NodeIndex)] = []
  /// The keys of everything else.
  private(set) var annotations: [NodeIndex] = []
  private(set) var isOpen = false

  init(
    document: Document,
    place: SchemaLibrary.Place,
    resource: SchemaLibrary.Resource,
    scope: Int32
  ) {
    self.document = document
    self.place = place
    self.resource = resource
    self.scope = scope
  }

  /// Sorts the entries into keywords and annotations.
  mutating func collect(_ options: SchemaOptions) {
    var key = document.firstChild(place.node)
    for _ in 0..<document.count(place.node) {
      let name = document.text(key)
      let value = document.next(key)
      if let keyword = resource.dialect.keyword(name) {
        keywords.append((keyword, key))
      } else {
        annotations.append(key)
      }
      if name == options.openKeyword, document.kind(value) == .true { isOpen = true }
      key = document.next(value)
    }
    // Up to draft-07 a reference stands alone, whatever is written beside it.
    if resource.dialect.draft == .draft7, let reference = keywords.first(where: isReference) {
      keywords = [reference]
      annotations = []
    }
  }

  private func isReference(_ entry: (keyword: Keyword, key: NodeIndex)) -> Bool {
    entry.keyword == .reference
  }

  /// The key of a keyword, or nil where the schema does not have it.
  func key(_ keyword: Keyword) -> NodeIndex? {
    keywords.first { $0.keyword == keyword }?.key
  }

  func value(of key: NodeIndex) -> NodeIndex { document.next(key) }

  func place(_ node: NodeIndex) -> SchemaLibrary.Place {
    SchemaLibrary.Place(document: place.document, node: node)
  }

  func error(_ key: NodeIndex, _ message: String) -> SchemaCompilationError {
    let pointer = JSONPointer.pointer(
      to: document.next(key),
      from: resource.root.node,
      in: document
    )
    return SchemaCompilationError(location: "\(resource.uri)#\(pointer)", message: message)
  }
}
