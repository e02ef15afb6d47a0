internal import CZlib
internal import Glibc

/// Reads objects out of packs that a `PackTable` knows, on one thread.
///
/// Objects that are stored as differences are put together from what was read before, so it is quick for
/// whoever asks for the versions of a file one after another. Nothing is mapped: a history can be read
/// whole in little memory. Whatever is out of the ordinary is left to libgit2: nil is no verdict.
final class PackReader {
  /// How many bytes of objects are kept.
  private static let room = 4 << 20
  /// How large an object may be.
  private static let greatest = 16 << 20
  /// How many differences may stand upon each other; git makes 50, and never more than 4,095.
  private static let deepest = 4_096

  private struct Item {
    let kind: ObjectKind
    let content: [UInt8]
  }

  private let table: PackTable
  private var files: [PackStream?]
  private var young: [Int: Item] = [:]
  private var old: [Int: Item] = [:]
  private var youngBytes = 0

  init(_ table: PackTable) {
    self.table = table
    files = Array(repeating: nil, count: table.packs.count)
  }

  /// Returns an object, unchecked; nil where it is not found here, or cannot be read.
  func object(_ id: ObjectID) -> (kind: ObjectKind, content: [UInt8])? {
    guard let (pack, offset) = table.find(id), let stream = stream(pack) else { return nil }
    var deltas: [(place: Int, delta: [UInt8])] = []
    var next = offset
    var base: Item?
    while base == nil {
      let place = next << 12 | pack & 0xFFF
      if let known = known(place) {
        base = known
        break
      }
      guard let entry = stream.entry(at: next), entry.size <= Self.greatest,
        deltas.count < Self.deepest, let content = stream.inflate(entry)
      else { return nil }
      switch entry.kind {
      case .whole(let kind):
        base = Item(kind: kind, content: content)
        keep(Item(kind: kind, content: content), place)
      case .difference(let distance):
        guard distance > 0, distance < next else { return nil }
        deltas.append((place, content))
        next -= distance
      case .differenceOf(let other):
        guard let found = table.find(other), found.pack == pack else { return nil }
        deltas.append((place, content))
        next = found.offset
      }
    }
    guard var item = base else { return nil }
    for (place, delta) in deltas.reversed() {
      guard let content = PackDelta.apply(delta, to: item.content, atMost: Self.greatest) else {
        return nil
      }
      item = Item(kind: item.kind, content: content)
      keep(item, place)
    }
    return (item.kind, item.content)
  }

  private func stream(_ pack: Int) -> PackStream? {
    if let known = files[pack] { return known }
    files[pack] = PackStream(table.packs[pack].path + ".pack")
    return files[pack]
  }

  private func known(_ place: Int) -> Item? {
    if let item = young[place] { return item }
    guard let item = old[place] else { return nil }
    keep(item, place)
    return item
  }

  private func keep(_ item: Item, _ place: Int) {
    let bytes = item.content.count + 96
    if bytes > Self.room / 8 { return }
    if youngBytes + bytes > Self.room / 2 {
      old = young
      young = [:]
      youngBytes = 0
    }
    if young.updateValue(item, forKey: place) == nil { youngBytes += bytes }
  }
}
