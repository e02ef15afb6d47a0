/// Gathers the nodes of a document in document order.
///
/// Readers call `open`, `scalar` and `close`; the builder counts children, knows which scalar is a
/// key, and refuses what no document may have whatever its language: equal keys, keys that reorder
/// text, and too much depth.
struct TreeBuilder: ~Copyable {
  let source: UnsafeBufferPointer<UInt8>
  let limits: Document.Limits
  /// Text that is not written as it reads.
  var decoded: [UInt8] = []
  /// The innermost container that is open; -1 without one. While a container is open, its `next` says
  /// which one surrounds it.
  private(set) var top = -1
  private var depth = 0
  private var nodes: UnsafeMutablePointer<StoredNode>
  private var capacity: Int
  private(set) var count = 0
  /// Where the node that was finished last ends.
  private(set) var lastEnd: UInt32 = 0
  private let isASCII: Bool

  init(source: UnsafeBufferPointer<UInt8>, isASCII: Bool, limits: Document.Limits) {
    self.isASCII = isASCII
    self.source = source
    self.limits = limits
    capacity = source.count / 8 + 16
    nodes = .allocate(capacity: capacity)
  }

  deinit { nodes.deallocate() }

  subscript(index: Int) -> StoredNode {
    // SAFETY: the pool is owned by the builder; all below `count` are initialised.
    @inline(__always) get { nodes[index] }
    @inline(__always) set { nodes[index] = newValue }
  }

  /// Whether the next node is the key of an entry.
  var expectsKey: Bool {
    @inline(__always) get {
      top >= 0 && nodes[top].kind == .map && nodes[top].length & 1 == 0
    }
  }

  /// The container around an open one; -1 without one.
  func surrounding(_ container: Int) -> Int {
    let next = nodes[container].next
    return next == UInt32.max ? -1 : Int(next)
  }

  /// The nodes as one array of exactly their size.
  func finished() -> ContiguousArray<StoredNode> {
    ContiguousArray(unsafeUninitializedCapacity: count) { buffer, initialized in
      // SAFETY: both buffers hold at least `count` trivial nodes and do not overlap.
      buffer.baseAddress?.initialize(from: nodes, count: count)
      initialized = count
    }
  }

  func failure(
    _ kind: DocumentError.Kind,
    _ message: String,
    at offset: Int,
    help: String? = nil
  ) -> DocumentError {
    DocumentError(kind: kind, message: message, at: offset, in: source, help: help)
  }

  @inline(__always)
  private mutating func append(_ node: StoredNode) {
    if count == capacity { grow() }
    // SAFETY: there is room for one more; nodes are trivial, so initialising is assigning.
    (nodes + count).initialize(to: node)
    count += 1
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<StoredNode>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: nodes, count: count)
    nodes.deallocate()
    nodes = larger
    capacity *= 2
  }

  @inline(__always)
  private mutating func countChild() {
    if top >= 0 { nodes[top].length += 1 }
  }

  /// Adds a scalar. `text` is a range of the source, or of `decoded` where `isDecoded` says so.
  @inline(__always)
  mutating func scalar(
    _ kind: NodeKind,
    style: NodeStyle,
    range: Range<Int>,
    text: Range<Int>,
    isDecoded: Bool = false
  ) throws(DocumentError) {
    let isKey = expectsKey
    countChild()
    append(
      StoredNode(
        kind: isKey ? .string : kind,
        style: style,
        isDecoded: isDecoded,
        isKey: isKey,
        next: UInt32(truncatingIfNeeded: count + 1),
        start: UInt32(truncatingIfNeeded: range.lowerBound),
        end: UInt32(truncatingIfNeeded: range.upperBound),
        text: UInt32(truncatingIfNeeded: text.lowerBound),
        length: UInt32(truncatingIfNeeded: text.count)
      )
    )
    lastEnd = UInt32(truncatingIfNeeded: range.upperBound)
    if isKey, isDecoded || !isASCII || text.count == 2 { try checkKey(count - 1) }
  }

  /// Opens a list or map.
  mutating func open(_ kind: NodeKind, style: NodeStyle, at start: Int) throws(DocumentError) {
    if expectsKey {
      let what = kind == .list ? "a list" : "a map"
      throw failure(.complexKey, "a key must be a text, not \(what)", at: start)
    }
    guard depth < limits.depth else {
      throw failure(
        .tooDeep,
        "lists and maps are nested more than \(limits.depth) deep",
        at: start
      )
    }
    countChild()
    let surrounding = top < 0 ? UInt32.max : UInt32(truncatingIfNeeded: top)
    top = count
    depth += 1
    append(
      StoredNode(
        kind: kind,
        style: style,
        isDecoded: false,
        isKey: false,
        next: surrounding,
        start: UInt32(truncatingIfNeeded: start),
        end: UInt32(truncatingIfNeeded: start),
        text: 0,
        length: 0
      )
    )
  }

  /// Closes the innermost container; without `end` it ends where its last child does.
  mutating func close(at end: Int?) throws(DocumentError) {
    guard top >= 0 else { return }
    let index = top
    top = surrounding(index)
    depth -= 1
    nodes[index].next = UInt32(truncatingIfNeeded: count)
    if let end { lastEnd = UInt32(truncatingIfNeeded: end) }
    nodes[index].end = lastEnd
    guard nodes[index].kind == .map else { return }
    nodes[index].length /= 2
    if nodes[index].length > 1 { try checkKeys(of: index) }
  }

  private func text(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    let node = nodes[index]
    let range = Int(node.text)..<Int(node.text) + Int(node.length)
    // SAFETY: the buffer of decoded text is not changed while the keys of a map are compared.
    return node.isDecoded
      ? decoded.withUnsafeBufferPointer { UnsafeBufferPointer(rebasing: $0[range]) }
      : UnsafeBufferPointer(rebasing: source[range])
  }

  private func checkKey(_ index: Int) throws(DocumentError) {
    let key = text(index)
    let offset = Int(nodes[index].start)
    if nodes[index].style == .plain, key.elementsEqual("<<".utf8) {
      throw failure(
        .mergeKey,
        "merge keys are not allowed",
        at: offset,
        help: "write the entries out; every value stands where it is used"
      )
    }
    if UnicodeScan.hasBidirectionalControl(key) {
      throw failure(
        .bidirectionalControlInKey,
        "the key has a character that reorders the text around it",
        at: offset,
        help: "remove the bidirectional control character"
      )
    }
  }

  private func checkKeys(of map: Int) throws(DocumentError) {
    guard nodes[map].length <= 64 else {
      try checkManyKeys(of: map)
      return
    }
    let end = Int(nodes[map].next)
    var key = map + 1
    while key < end {
      let length = nodes[key].length
      var earlier = map + 1
      while earlier < key {
        if nodes[earlier].length == length { try compare(key, with: earlier) }
        earlier = Int(nodes[earlier + 1].next)
      }
      key = Int(nodes[key + 1].next)
    }
  }

  private func checkManyKeys(of map: Int) throws(DocumentError) {
    var seen: [Int: [Int]] = [:]
    seen.reserveCapacity(Int(nodes[map].length))
    let end = Int(nodes[map].next)
    var key = map + 1
    while key < end {
      var hasher = Hasher()
      hasher.combine(bytes: UnsafeRawBufferPointer(text(key)))
      let hash = hasher.finalize()
      for earlier in seen[hash, default: []] { try compare(key, with: earlier) }
      seen[hash, default: []].append(key)
      key = Int(nodes[key + 1].next)
    }
  }

  private func compare(_ key: Int, with earlier: Int) throws(DocumentError) {
    let bytes = text(key)
    guard SameBytes.same(bytes, text(earlier)) else { return }
    let line = LineTable.countedLine(of: Int(nodes[earlier].start), in: source).number
    throw failure(
      .duplicateKey,
      "duplicate key \(String(decoding: bytes, as: UTF8.self))",
      at: Int(nodes[key].start),
      help: "the first one is on line \(line)"
    )
  }
}
