internal import Documents

/// Schemas as they are written, with all references resolved: flat tables linked by index.
///
/// The program of the boolean path is built from it, and the explaining path walks it.
struct SchemaGraph: Sendable {
  /// One schema in one dynamic scope.
  struct Node: Sendable {
    /// The verdict of a schema that is `true` or `false`.
    var verdict: Bool?
    var place: SchemaLibrary.Place
    var resource: Int32
    var keywords: Range<Int32> = 0..<0
    var draft = Dialect.Draft.draft2020
    /// Whether the caller's keyword opens what the schema describes.
    var isOpen = false
  }

  /// One keyword of a schema; what the numbers mean depends on the keyword.
  struct Entry: Sendable {
    /// What it means; nil for an annotation.
    var keyword: Keyword?
    /// The key in the schema's document; the value is the next node.
    var key: NodeIndex
    var first: Int32 = 0
    var second: Int32 = 0
    var third: Int32 = 0

    /// The run of `members` or `names` that the first two numbers name.
    var range: Range<Int> { Int(first)..<Int(first + second) }
  }

  /// A schema under a name or pattern, or in a list.
  struct Member: Sendable {
    /// A name, a pattern, or nothing in a list.
    var label: Int32
    /// A node, or a run of names.
    var target: Int32
  }

  var documents: [Document] = []
  var resources: [(uri: String, root: SchemaLibrary.Place)] = []
  var nodes: ContiguousArray<Node> = []
  var entries: ContiguousArray<Entry> = []
  var members: ContiguousArray<Member> = []
  var names: [String] = []
  /// Runs of `nameLists`.
  var nameRanges: [Range<Int>] = []
  var nameLists: ContiguousArray<Int32> = []
  var patterns: [Pattern] = []
  var numbers: [ExactDecimal] = []
  var formats: [SchemaFormat] = []
  var values: [SchemaLibrary.Place] = []

  func entries(of node: Int32) -> ContiguousArray<Entry>.SubSequence {
    let range = nodes[Int(node)].keywords
    return entries[Int(range.lowerBound)..<Int(range.upperBound)]
  }

  func members(of entry: Entry) -> ContiguousArray<Member>.SubSequence { members[entry.range] }

  func entry(_ keyword: Keyword, of node: Int32) -> Entry? {
    entries(of: node).first { $0.keyword == keyword }
  }

  /// The absolute address of a schema: its resource's URI and a JSON pointer from there.
  func location(of node: Int32) -> String {
    let node = nodes[Int(node)]
    return location(of: node.place.node, document: node.place.document, resource: node.resource)
  }

  func location(of node: NodeIndex, document: Int32, resource: Int32) -> String {
    let resource = resources[Int(resource)]
    let pointer = JSONPointer.pointer(
      to: node,
      from: resource.root.node,
      in: documents[Int(document)]
    )
    return "\(resource.uri)#\(JSONPointer.fragment(pointer))"
  }

  /// The schemas that a keyword applies to the same value, in whatever way.
  func schemasInPlace(of entry: Entry) -> [Int32] {
    switch entry.keyword {
    case .reference, .dynamicReference, .recursiveReference, .not: [entry.first]
    case .allOf, .anyOf, .oneOf, .dependentSchemas: members(of: entry).map(\.target)
    case .if: [entry.first, entry.second, entry.third].filter { $0 >= 0 }
    default: []
    }
  }
}
