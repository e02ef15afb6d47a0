/// Trees and commits that were read or written lately, up to a number of bytes.
///
/// There are two generations: what is asked for moves to the young one, and when that is half of the
/// room, the old one goes and the young one takes its place. That is nearly as good as counting every
/// use, and costs one look-up.
struct ObjectCache {
  private struct Item {
    let kind: ObjectKind
    let content: [UInt8]
  }

  /// What an object costs besides its content.
  private static let overhead = 96

  private let room: Int
  private var young: [ObjectID: Item] = [:]
  private var old: [ObjectID: Item] = [:]
  private var youngBytes = 0

  /// Creates a cache of so many bytes.
  init(room: Int) { self.room = room }

  /// Returns the content of an object, or nil where it is not kept.
  mutating func content(of id: ObjectID, _ kind: ObjectKind) -> [UInt8]? {
    if let item = young[id] { return item.kind == kind ? item.content : nil }
    guard let item = old[id], item.kind == kind else { return nil }
    insert(item.content, kind, id)
    return item.content
  }

  /// Whether an object is kept.
  func contains(_ id: ObjectID) -> Bool { young[id] != nil || old[id] != nil }

  /// Keeps an object.
  mutating func insert(_ content: [UInt8], _ kind: ObjectKind, _ id: ObjectID) {
    let bytes = content.count + Self.overhead
    if bytes > room / 8 { return }
    if youngBytes + bytes > room / 2 {
      old = young
      young = [:]
      youngBytes = 0
    }
    if young.updateValue(Item(kind: kind, content: content), forKey: id) == nil {
      youngBytes += bytes
    }
  }
}
