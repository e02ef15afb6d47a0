internal import Documents
internal import Git
internal import Records

extension MergeConflict {
  private init(_ kind: Kind, at place: [UInt8]) {
    let path = String(decoding: place, as: UTF8.self)
    self.init(kind: kind, path: path, reference: RecordLayout.reference(ofPath: path))
  }

  /// Each side moved it to another place; ours stands.
  static func place(_ unit: MergeUnit) -> MergeConflict {
    var conflict = MergeConflict(.place, at: unit.place ?? [])
    conflict.base = unit.base.map { .string($0.text) }
    conflict.ours = unit.ours.map { .string($0.text) }
    conflict.theirs = unit.theirs.map { .string($0.text) }
    return conflict
  }

  /// Each side gave it another mode; ours stands.
  static func mode(_ unit: MergeUnit, at place: [UInt8]) -> MergeConflict {
    var conflict = MergeConflict(.mode, at: place)
    func text(_ side: MergeUnit.Placed?) -> Value? {
      side.map { .string(String($0.side.mode.number, radix: 8)) }
    }
    conflict.base = text(unit.base)
    conflict.ours = text(unit.ours)
    conflict.theirs = text(unit.theirs)
    return conflict
  }

  /// Each side gave it another content that has no lines; ours stands.
  static func file(_ unit: MergeUnit, at place: [UInt8]) -> MergeConflict {
    var conflict = MergeConflict(.file, at: place)
    func id(_ side: MergeUnit.Placed?) -> Value? { side.map { .string($0.side.id.hex) } }
    conflict.base = id(unit.base)
    conflict.ours = id(unit.ours)
    conflict.theirs = id(unit.theirs)
    return conflict
  }

  /// Theirs has another name, since the other side has a folder, or a file, where it was to be.
  static func folder(_ unit: MergeUnit, at place: [UInt8], instead wanted: [UInt8]) -> MergeConflict
  {
    var conflict = MergeConflict(.folder, at: place)
    conflict.theirs = .string(String(decoding: wanted, as: UTF8.self))
    return conflict
  }

  /// One side removed what the other changed; what was changed stands.
  static func removed(
    _ unit: MergeUnit,
    at place: [UInt8],
    old: Value?,
    new: Value?,
    keys: ListKeys
  ) -> MergeConflict {
    var conflict = MergeConflict(.removed, at: place)
    let isOurs = unit.ours != nil
    let kept = new ?? (isOurs ? unit.ours : unit.theirs).map { .string($0.side.id.hex) }
    conflict.base = old ?? unit.base.map { .string($0.side.id.hex) }
    conflict.ours = isOurs ? kept : nil
    conflict.theirs = isOurs ? nil : kept
    if let old, let new, let name = conflict.reference {
      conflict.changed = AttributeDifference.between(old, new, of: name, keys: keys)
        .compactMap(\.attribute)
    }
    return conflict
  }
}
