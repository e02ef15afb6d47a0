/// Objects that are to be written together, as one pack.
public struct ObjectBatch: Sendable {
  /// One object.
  struct Item: Sendable {
    let id: ObjectID
    let kind: ObjectKind
    let content: [UInt8]
  }

  private(set) var items: [Item] = []
  private var known: Set<ObjectID> = []

  /// Creates an empty batch.
  public init() {}

  /// Whether there is nothing to write.
  public var isEmpty: Bool { items.isEmpty }

  /// How many objects there are.
  public var count: Int { items.count }

  /// Adds an object, and returns its id; the same object is kept once.
  @discardableResult
  public mutating func add(_ kind: ObjectKind, _ content: [UInt8]) -> ObjectID {
    let id = ObjectID.hash(kind, content)
    if known.insert(id).inserted { items.append(Item(id: id, kind: kind, content: content)) }
    return id
  }
}
