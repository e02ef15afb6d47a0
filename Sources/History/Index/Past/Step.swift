internal import Git

/// One commit that changed a file, against its first parent; git's simplified history of a path is
/// made of them.
struct Step {
  /// What happened to the file.
  enum Kind: Int {
    /// It is there before and after.
    case changed = 0
    /// It came, from nowhere.
    case made = 1
    /// It came, and was another file before.
    case moved = 2
    /// It went.
    case gone = 3
    /// A merge took it as another parent has it: the line goes on there, and only there.
    case followed = 4
    /// A merge made it out of several.
    case joined = 5
  }

  let file: Int
  let place: ChainPlace
  /// The commit.
  let number: Int
  let kind: Kind
  /// Whether the commit has several parents.
  let isMerge: Bool
  /// Whether no parent but the first ever had a record: a delivery was merged.
  let isDelivery: Bool
  /// The file's content after, or nil where it is gone.
  let blob: ObjectID?
  /// What differs, and where the line goes on.
  let detail: [UInt8]

  /// The kind with its marks, as one number.
  static func code(_ kind: Kind, isMerge: Bool, isDelivery: Bool) -> Int {
    kind.rawValue | (isMerge ? 8 : 0) | (isDelivery ? 16 : 0)
  }

  /// Reads a row of `position, number, kind, blob, detail`.
  init(file: Int, chain: Int, _ row: IndexRow) throws(IndexFailure) {
    self.file = file
    place = ChainPlace(chain: chain, position: row.number(0))
    number = row.number(1)
    let code = row.number(2)
    guard let kind = Kind(rawValue: code & 7) else {
      throw IndexFailure(.damaged, at: "index.sqlite", "a step is of no known kind")
    }
    self.kind = kind
    isMerge = code & 8 != 0
    isDelivery = code & 16 != 0
    blob = row.objectID(3)
    detail = row.bytes(4)
  }

  /// Hands out the leaves that differ from what was before.
  func eachDifference(
    _ body: (_ attribute: Int, _ old: ArraySlice<UInt8>?, _ new: ArraySlice<UInt8>?) throws -> Void
  ) throws {
    guard kind == .changed || kind == .moved else { return }
    var reader = ByteReader(detail)
    if kind == .moved { for _ in 0..<3 { _ = try reader.number() } }
    try reader.eachDifference(body)
  }

  /// The leaves that differ from what was before.
  func differences() throws(IndexFailure) -> [FlatVersion.Difference] {
    var reader = ByteReader(detail)
    if kind == .moved { for _ in 0..<3 { _ = try reader.number() } }
    return kind == .changed || kind == .moved ? try reader.differences() : []
  }

  /// Where the line goes on, for a file that was followed or moved.
  func origin() throws(IndexFailure) -> (file: Int, place: ChainPlace) {
    var reader = ByteReader(detail)
    let file = kind == .moved ? try reader.number() : self.file
    return (file, ChainPlace(chain: try reader.number(), position: try reader.number()))
  }

  /// What `detail` says of a file that was followed.
  static func detail(following place: ChainPlace) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(place.chain)
    writer.append(place.position)
    return writer.bytes
  }

  /// What `detail` says of a file that changed.
  static func detail(_ differences: [FlatVersion.Difference]) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(differences)
    return writer.bytes
  }

  /// What `detail` says of a file that moved.
  static func detail(
    movedFrom file: Int,
    at place: ChainPlace,
    _ differences: [FlatVersion.Difference]
  ) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(file)
    writer.append(place.chain)
    writer.append(place.position)
    writer.append(differences)
    return writer.bytes
  }
}
