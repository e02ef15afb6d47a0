internal import Documents
internal import Records

/// Names the items of a thing's lists that a source knows by an identifier only: a scan sees the
/// hardware address of an interface, and not what the system calls it.
///
/// Such an item is the one that has the identifier under a name, as another source says or the record
/// has it; otherwise the identifier is its name, until somebody knows better.
struct ItemNaming {
  /// A list whose items have a name and an identifier.
  fileprivate struct List {
    let name: String
    let key: String
    let identifier: String
    let steps: [Normalisation]
    var names: [String: String] = [:]
  }

  private var lists: [List] = []

  /// Gathers the names of the items that have an identifier; of several, what is said first by name
  /// of the source counts before what the record has.
  init(_ recordClass: RecordClass, record: Value, sightings: [Sighting]) {
    for pattern in recordClass.identity.joined() {
      guard pattern.segments.count == 3, case .name(let name) = pattern.segments[0],
        case .name(let identifier) = pattern.segments[2],
        let key = recordClass.listKeys.key(at: AttributePath().appending(name: name)),
        key.properties.count == 1, !key.isSet, key.properties[0] != identifier,
        !lists.contains(where: { $0.name == name })
      else { continue }
      let steps = recordClass.attributes[pattern]?.normalisation ?? []
      lists.append(List(name: name, key: key.properties[0], identifier: identifier, steps: steps))
    }
    if lists.isEmpty { return }
    let said = sightings.sorted(by: Sighting.precedes).map { Value.map($0.attributes) }
    for thing in said + [record] {
      for index in lists.indices { lists[index].gather(thing) }
    }
  }

  /// Returns what is said of a thing, with names for the items that have an identifier alone.
  func named(_ said: Value) -> Value {
    guard case .map(var fields) = said else { return said }
    for list in lists {
      guard let items = fields[list.name]?.listValue else { continue }
      fields[list.name] = .list(items.map(list.named))
    }
    return .map(fields)
  }
}

extension ItemNaming.List {
  fileprivate func identifier(of item: Value) -> String? {
    item[identifier]?.scalarText.flatMap { Normalisation.apply(steps, to: $0) }
  }

  fileprivate mutating func gather(_ thing: Value) {
    for item in thing[name]?.listValue ?? [] {
      guard let word = item[key]?.scalarText, let identifier = identifier(of: item),
        word != identifier, names[identifier] == nil
      else { continue }
      names[identifier] = word
    }
  }

  fileprivate func named(_ item: Value) -> Value {
    guard case .map(var fields) = item, fields[key] == nil, let identifier = identifier(of: item)
    else { return item }
    fields[key] = .string(names[identifier] ?? identifier)
    return .map(fields)
  }
}
