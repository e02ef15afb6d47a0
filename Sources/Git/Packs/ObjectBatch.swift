/// Objects that are to be written together, as one pack: those of one commit, or of many.
///
/// Objects that the repository has already may be added too; that is cheaper than asking for each.
/// Trees and commits of the batch can be built upon before it is written.
public struct ObjectBatch: Sendable {
  /// One object.
  struct Item: Sendable {
    let id: ObjectID
    let kind: ObjectKind
    let content: [UInt8]
  }

  private(set) var items: [Item] = []
  private var positions: [ObjectID: Int] = [:]

  /// How many bytes the objects have, before compression.
  public private(set) var byteCount = 0

  /// Creates an empty batch.
  public init() {}

  /// Whether there is nothing to write.
  public var isEmpty: Bool { items.isEmpty }

  /// How many objects there are.
  public var count: Int { items.count }

  /// Whether the object is in the batch.
  public func contains(_ id: ObjectID) -> Bool { positions[id] != nil }

  /// Adds an object, and returns its id; the same object is kept once.
  @discardableResult
  public mutating func add(_ kind: ObjectKind, _ content: [UInt8]) -> ObjectID {
    let id = ObjectID.hash(kind, content)
    if positions[id] == nil {
      positions[id] = items.count
      items.append(Item(id: id, kind: kind, content: content))
      byteCount += content.count
    }
    return id
  }

  /// Adds a commit, and returns its id.
  @discardableResult
  public mutating func add(_ draft: CommitDraft) -> ObjectID { add(.commit, draft.bytes) }

  /// The content of an object of the batch, or nil.
  func content(of id: ObjectID, _ kind: ObjectKind) -> [UInt8]? {
    guard let position = positions[id], items[position].kind == kind else { return nil }
    return items[position].content
  }
}
