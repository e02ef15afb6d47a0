internal import Documents
internal import Git
internal import Records
internal import Snapshots

/// The merge result as it comes into being: our tree, over which unit by unit is laid.
struct MergedFiles {
  private let states: TreeMerge.States
  private let repository: Repository
  private let purpose: TreeMerge.Purpose
  private(set) var tree: OverlaidTree
  private(set) var conflicts: [MergeConflict] = []

  /// Begins with our tree.
  init(_ states: TreeMerge.States, _ repository: Repository, for purpose: TreeMerge.Purpose) {
    self.states = states
    self.repository = repository
    self.purpose = purpose
    tree = states.ours
    tree.know(states.base)
    tree.know(states.theirs)
  }

  /// Merges the units, and lays what comes out over the tree.
  mutating func add(_ units: [MergeUnit], _ catalogue: ClassCatalogue) throws {
    // What moves away goes first: something else may come there.
    for unit in units {
      if let ours = unit.ours, ours.path != unit.place { tree.changes[ours.path] = .some(nil) }
    }
    var contested: [ContentMerge] = []
    for unit in units {
      guard let place = unit.place else { continue }
      if unit.isMovedApart { conflicts.append(.place(unit)) }
      guard let ours = unit.ours, let theirs = unit.theirs else {
        try keep(unit, at: place, catalogue)
        continue
      }
      let content = MergedSide(unit.base?.side, ours.side, theirs.side)
      if content.hasTwoModes { conflicts.append(.mode(unit, at: place)) }
      if let id = content.id {
        put(TreeDifference.Side(mode: content.mode, id: id), at: place, of: unit)
      } else if let text = try contentMerge(unit, at: place, content, catalogue) {
        contested.append(text)
        if contested.count >= Self.portion { try settle(&contested) }
      } else {
        put(ours.side, at: place, of: unit)
        conflicts.append(.file(unit, at: place))
      }
    }
    try settle(&contested)
  }

  /// How many contents are held at a time.
  private static let portion = 2_000

  /// Merges contents on every core.
  private mutating func settle(_ contested: inout [ContentMerge]) throws {
    defer { contested.removeAll() }
    let results = Cores.map(contested) { merge in Swift.Result { try merge.result() } }
    for (merge, result) in zip(contested, results) {
      let merged = try result.get()
      let keepsOurs = purpose == .judgement && !merged.conflicts.isEmpty
      tree.write(keepsOurs ? merge.ours : merged.text, mode: merge.mode, to: merge.place)
      conflicts += merged.conflicts
    }
  }

  private mutating func put(_ side: TreeDifference.Side, at place: [UInt8], of unit: MergeUnit) {
    if place == unit.ours?.path, side == unit.ours?.side { return }
    tree.changes[place] = .some(side)
  }

  /// Takes what only one side has: it is new, or the side changed what the other removed.
  private mutating func keep(
    _ unit: MergeUnit,
    at place: [UInt8],
    _ catalogue: ClassCatalogue
  ) throws {
    guard let kept = unit.ours ?? unit.theirs else { return }
    let standing = purpose == .ancestor ? unit.base?.side : nil
    put(standing ?? kept.side, at: place, of: unit)
    guard let base = unit.base else { return }
    let name = kept.reference
    let recordClass = name.flatMap { catalogue.recordClass($0.className) }
    let old = name == nil ? nil : try value(of: base.side, in: states.base)
    let new =
      name == nil
      ? nil : try value(of: kept.side, in: unit.ours == nil ? states.theirs : states.ours)
    conflicts.append(
      .removed(unit, at: place, old: old, new: new, keys: recordClass?.listKeys ?? .none)
    )
  }

  private func value(of side: TreeDifference.Side, in tree: OverlaidTree) throws -> Value? {
    guard side.mode.isFile,
      let document = try? Document.parse(try tree.content(of: side, repository))
    else { return nil }
    return document.value(document.root)
  }

  /// The merge of the two contents, or nil where they have no lines.
  private func contentMerge(
    _ unit: MergeUnit,
    at place: [UInt8],
    _ content: MergedSide,
    _ catalogue: ClassCatalogue
  ) throws -> ContentMerge? {
    guard let ours = unit.ours?.side, let theirs = unit.theirs?.side, ours.mode.isFile,
      theirs.mode.isFile
    else { return nil }
    let base = unit.base.flatMap { $0.side.mode.isFile ? $0.side : nil }
    let merge = ContentMerge(
      place: place,
      mode: content.mode,
      catalogue: catalogue,
      base: try base.map { try states.base.content(of: $0, repository) } ?? [],
      ours: try states.ours.content(of: ours, repository),
      theirs: try states.theirs.content(of: theirs, repository)
    )
    return merge.hasLines ? merge : nil
  }

  /// Gives what came from their side another name where one side has a file at the folder of the
  /// other: no tree can hold both.
  mutating func untangle(_ units: [MergeUnit]) throws {
    let placed = units.compactMap { unit in unit.place.map { ($0, unit) } }
    let slash = UInt8(ascii: "/")
    var files: [[UInt8]: MergeUnit] = [:]
    var names: [[UInt8]: [UInt8]] = [:]
    for (place, unit) in placed { files[place] = unit }
    for (place, unit) in placed {
      for end in place.indices where place[end] == slash {
        let folder = Array(place[..<end])
        guard let file = files[folder] else { continue }
        let isTheirFile = file.ours == nil
        let moved = isTheirFile ? folder : place
        guard let side = tree.changes[moved] ?? nil else { continue }
        let name = try names[folder] ?? freeName(beside: folder)
        names[folder] = name
        let aside = name + (isTheirFile ? [] : place[end...])
        tree.changes[moved] = nil
        tree.changes[aside] = .some(side)
        conflicts.append(.folder(isTheirFile ? file : unit, at: aside, instead: moved))
        if isTheirFile { files[folder] = nil }
        break
      }
    }
  }

  /// A name for their side that nobody has.
  private func freeName(beside path: [UInt8]) throws -> [UInt8] {
    var name = path + Array("~theirs".utf8)
    while try tree.changes[name] != nil
      || states.ours.tree.map({ try repository.entry(at: name, in: $0) != nil }) ?? false
    {
      name.append(UInt8(ascii: "~"))
    }
    return name
  }
}

/// The mode and object of a file that both sides have, as far as they are clear.
private struct MergedSide {
  /// The object that one side has and the other left alone, or that both have; nil where both changed
  /// it.
  let id: ObjectID?
  let mode: FileMode
  /// Whether each side gave it another mode.
  let hasTwoModes: Bool

  init(_ base: TreeDifference.Side?, _ ours: TreeDifference.Side, _ theirs: TreeDifference.Side) {
    let isOurMode = theirs.mode == ours.mode || theirs.mode == base?.mode
    mode = isOurMode || ours.mode != base?.mode ? ours.mode : theirs.mode
    hasTwoModes =
      !isOurMode && ours.mode != base?.mode && ours.mode.isFile && theirs.mode.isFile
    let isSameKind = ours.mode.isFile == theirs.mode.isFile
    if ours.id == theirs.id && isSameKind {
      id = ours.id
    } else if theirs.id == base?.id && theirs.mode.isFile == base?.mode.isFile {
      id = ours.id
    } else if ours.id == base?.id && ours.mode.isFile == base?.mode.isFile {
      id = theirs.id
    } else {
      id = nil
    }
  }
}
