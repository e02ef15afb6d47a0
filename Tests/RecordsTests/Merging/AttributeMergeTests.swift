import Documents
import Records
import TestSupport
import Testing

@Suite struct AttributeMergeTests {
  let keys = ListKeys([
    "items": ListKey(properties: ["name"]), "tags": ListKey(properties: []),
    "needs": ListKey(properties: ["to"], scalarForm: true),
  ])

  func value(_ text: String) throws -> Value {
    let document = try Document.parse(Array(text.utf8))
    return document.value(document.root)
  }

  func merge(_ base: String, _ ours: String, _ theirs: String) throws -> (Value, [String]) {
    let ours = try value(ours)
    let merge = AttributeMerge(
      base: try value(base),
      ours: ours,
      theirs: try value(theirs),
      keys: keys
    )
    return (
      try ours.applying(merge.edits, keys: keys, order: .none),
      merge.conflicts.map { $0.attribute.description }
    )
  }

  @Test func disjointEditsJoin() throws {
    let (merged, conflicts) = try merge(
      "{a: 1, b: 2}",
      "{a: 10, b: 2}",
      "{a: 1, b: 20, c: 3}"
    )
    #expect(merged == (try value("{a: 10, b: 20, c: 3}")))
    #expect(conflicts.isEmpty)
  }

  @Test func equalEditsAreOne() throws {
    let (merged, conflicts) = try merge("{a: 1}", "{a: 2.0}", "{a: 2}")
    #expect(merged == (try value("{a: 2}")))
    #expect(conflicts.isEmpty)
  }

  @Test func bothSidesAddToOneList() throws {
    let (merged, conflicts) = try merge(
      "items: [{name: x, v: 1}]",
      "items: [{name: x, v: 1}, {name: y, v: 2}]",
      "items: [{name: z, v: 3}, {name: x, v: 9}]"
    )
    #expect(conflicts.isEmpty)
    let names = merged["items"]?.listValue?.compactMap { $0["name"]?.stringValue }.sorted()
    #expect(names == ["x", "y", "z"])
    #expect(merged.value(at: "items[x].v", keys: keys) == 9)
  }

  @Test func setsMergeAsSets() throws {
    let (merged, conflicts) = try merge("tags: [a, b]", "tags: [b, c]", "tags: [a, b, d]")
    #expect(conflicts.isEmpty)
    #expect(Set(merged["tags"]?.texts ?? []) == ["b", "c", "d"])
  }

  @Test func differentEditsConflictThereAlone() throws {
    let (merged, conflicts) = try merge(
      "{owner: a, name: n, x: 1}",
      "{owner: b, name: n, x: 1}",
      "{owner: c, name: m, x: 1}"
    )
    #expect(conflicts == ["owner"])
    #expect(merged == (try value("{owner: b, name: m, x: 1}")))
  }

  @Test func removalAgainstEditConflicts() throws {
    #expect(try merge("{a: 1}", "{}", "{a: 2}").1 == ["a"])
    #expect(try merge("{a: 1}", "{a: 2}", "{}").1 == ["a"])
  }

  @Test func removedItemAgainstAddedAttributeConflicts() throws {
    let (_, conflicts) = try merge(
      "items: [{name: x}, {name: y}]",
      "items: [{name: y}]",
      "items: [{name: x, v: 1}, {name: y}]"
    )
    #expect(conflicts == ["items[x].name", "items[x].v"])
  }

  @Test func addedPropertyOfARelationJoins() throws {
    let (merged, conflicts) = try merge(
      "needs: [db/a]",
      "needs: [db/a, db/b]",
      "needs: [{to: db/a, share: 0.5}]"
    )
    #expect(conflicts.isEmpty)
    #expect(merged.value(at: "needs[db/a].share", keys: keys) == .number(Number("0.5")!))
    #expect(merged.value(at: "needs[db/b]", keys: keys) != nil)
  }

  @Test func scalarAgainstMapConflicts() throws {
    #expect(try !merge("{a: 1}", "{a: {b: 2}}", "{a: 3}").1.isEmpty)
  }

  @Test func wholeRecordsConflictWhereTheClassSaysSo() throws {
    let merge = AttributeMerge(
      base: try value("{a: 1, b: 1}"),
      ours: try value("{a: 2, b: 1}"),
      theirs: try value("{a: 1, b: 2}"),
      keys: keys,
      wholeRecord: true
    )
    #expect(merge.conflicts.map { $0.attribute.description } == ["a", "b"])
  }

  @Test func equalEditsOfAWholeRecordAreNoConflict() throws {
    let merge = AttributeMerge(
      base: try value("{a: 1}"),
      ours: try value("{a: 2}"),
      theirs: try value("{a: 2.0}"),
      keys: keys,
      wholeRecord: true
    )
    #expect(merge.conflicts.isEmpty && merge.edits.isEmpty)
  }

  @Test func aPlainListIsOneLeaf() throws {
    #expect(try merge("l: [1, 2]", "l: [1, 2, 3]", "l: [0, 1, 2]").1 == ["l"])
    let (merged, conflicts) = try merge("l: [1, 2]", "l: [1, 2]", "l: [2, 1]")
    #expect(try conflicts.isEmpty && merged == value("l: [2, 1]"))
  }

  @Test func itemsThatCannotBeToldApartAreMergedAsOneList() throws {
    // By place, theirs would edit what ours made the first item.
    let (_, conflicts) = try merge(
      "items: [{v: 1}, {v: 2}]",
      "items: [{v: 2}]",
      "items: [{v: 1}, {v: 3}]"
    )
    #expect(conflicts == ["items"])
    #expect(
      try merge("needs: [a, a, b]", "needs: [a, b]", "needs: [a, a, b, c]").1 == ["needs"]
    )
  }

  @Test func bothSidesAddAnItemOfOneKey() throws {
    let (merged, conflicts) = try merge(
      "{}",
      "items: [{name: x, v: 1, a: 1}]",
      "items: [{name: x, v: 2, b: 1}]"
    )
    #expect(conflicts == ["items[x].v"])
    #expect(merged == (try value("items: [{name: x, v: 1, a: 1, b: 1}]")))
  }

  @Test func anEmptiedMapKeepsWhatTheOtherSideAdds() throws {
    for (ours, theirs) in [("m: {}", "m: {x: 1, y: 2}"), ("m: {x: 1, y: 2}", "m: {}")] {
      let (merged, conflicts) = try merge("m: {x: 1}", ours, theirs)
      #expect(conflicts.isEmpty, "\(ours) \(theirs)")
      #expect(merged == (try value("m: {y: 2}")), "\(ours) \(theirs)")
    }
    #expect(try merge("m: {x: 1}", "m: {}", "m: {x: 2}").1 == ["m.x"])
    #expect(try merge("m: {}", "{}", "m: {x: 2}").0 == (try value("m: {x: 2}")))
    let (list, listConflicts) = try merge(
      "items: [{name: x}]",
      "items: []",
      "items: [{name: x}, {name: y}]"
    )
    #expect(try listConflicts.isEmpty && list == value("items: [{name: y}]"))
  }

  @Test func theirSideOfARemovedItemIsTheWholeItem() throws {
    let ours = try value("{items: []}")
    let merge = AttributeMerge(
      base: try value("items: [{name: x, mac: m, v: 1}]"),
      ours: ours,
      theirs: try value("items: [{name: x, mac: m, v: 2}]"),
      keys: keys
    )
    #expect(merge.conflicts.count == 3)
    let taken = try ours.applying(merge.editsForTheirs, keys: keys)
    #expect(taken == (try value("items: [{name: x, mac: m, v: 2}]")))
  }

  @Test func whatOnlyOneSideReplacedIsNoConflict() throws {
    let (merged, conflicts) = try merge("a: {b: 1}", "{a: {b: 1}, c: 1}", "a: 5")
    #expect(try conflicts.isEmpty && merged == value("{a: 5, c: 1}"))
    let (back, none) = try merge("a: 5", "{a: 5, c: 1}", "a: {b: {d: 1}}")
    #expect(try none.isEmpty && back == value("{a: {b: {d: 1}}, c: 1}"))
    let (words, nothing) = try merge("tags: a", "{tags: a, c: 1}", "tags: [a, b]")
    #expect(nothing.isEmpty && words.value(at: "tags[b]", keys: keys) == "b")
  }

  @Test func theirsCanBeTakenWhereAMapBecameAValue() throws {
    let ours = try value("a: 5")
    let merge = AttributeMerge(
      base: try value("a: {b: 1}"),
      ours: ours,
      theirs: try value("a: {b: 2}"),
      keys: keys
    )
    #expect(!merge.conflicts.isEmpty)
    #expect(
      try ours.applying(merge.editsForTheirs, keys: keys) == (try value("a: {b: 2}"))
    )
  }

  @Test func whatIsUndecidedConflictsWhereverTheSidesDiffer() throws {
    let merge = AttributeMerge(
      base: try value("{a: 1, b: 1}"),
      ours: try value("{a: 1, b: 1}"),
      theirs: try value("{a: 2, b: 2}"),
      keys: keys,
      undecided: ["a"]
    )
    #expect(merge.conflicts.map { $0.attribute.description } == ["a"])
    #expect(merge.conflicts.first?.base == nil)
    #expect(merge.edits == [.set("b", 2)])
  }

  /// The laws of a merge over random records: no edit is lost without a word, it does not depend on
  /// the side, and what only one side did is taken as it is.
  @Test func laws() throws {
    let seed = SeededGenerator.seed(for: "AttributeMergeTests.laws")
    var generator = SeededGenerator(seed: seed)
    for round in 0..<1_500 {
      let made = RandomRecord.make(&generator)
      var base = round % 8 == 0 ? Value?.none : made
      var ours = RandomRecord.edited(base ?? .map([:]), &generator)
      var theirs = RandomRecord.edited(base ?? .map([:]), &generator)
      guard broken(base, ours, theirs) != nil else { continue }
      // Names that the law is broken without are no part of the reason.
      for name in ["a", "b", "c", "map", "tags", "items", "needs", "list"] {
        let less = (base.map { without(name, $0) }, without(name, ours), without(name, theirs))
        if broken(less.0, less.1, less.2) != nil { (base, ours, theirs) = less }
      }
      let law = broken(base, ours, theirs) ?? ""
      Issue.record(
        "SEED=\(seed): \(law): \(base?.json() ?? "nothing") \(ours.json()) \(theirs.json())"
      )
      return
    }
  }

  private func without(_ name: String, _ value: Value) -> Value {
    var map = value.mapValue ?? [:]
    map.removeValue(forKey: name)
    return .map(map)
  }

  /// The law that a merge breaks, or nil.
  private func broken(_ base: Value?, _ ours: Value, _ theirs: Value) -> String? {
    let one = AttributeMerge(base: base, ours: ours, theirs: theirs, keys: keys)
    let other = AttributeMerge(base: base, ours: theirs, theirs: ours, keys: keys)
    if Set(one.conflicts.map(\.attribute)) != Set(other.conflicts.map(\.attribute)) {
      return "the sides differ in what they dispute"
    }
    guard let left = try? ours.applying(one.edits, keys: keys),
      let right = try? theirs.applying(other.edits, keys: keys),
      let taken = try? left.applying(one.editsForTheirs, keys: keys)
    else { return "the edits cannot be made" }
    if one.conflicts.isEmpty, leaves(left) != leaves(right) { return "it depends on the side" }
    let same = AttributeMerge(base: base, ours: ours, theirs: ours, keys: keys)
    if !same.edits.isEmpty || !same.conflicts.isEmpty { return "equal edits are not one" }
    if let base {
      let alone = AttributeMerge(base: base, ours: base, theirs: theirs, keys: keys)
      if !alone.conflicts.isEmpty { return "a side alone conflicts" }
      guard let result = try? base.applying(alone.edits, keys: keys),
        leaves(result) == leaves(theirs)
      else { return "what one side did alone is not taken" }
    }
    let disputed = Set(one.conflicts.map(\.attribute))
    let start = base.map(leaves) ?? [:]
    for (side, result) in [(leaves(ours), leaves(left)), (leaves(theirs), leaves(left))] {
      for path in Set(side.keys).union(start.keys) where side[path] != start[path] {
        if !disputed.contains(path), result[path] != side[path] { return "\(path) is lost" }
      }
    }
    let after = leaves(taken)
    let wanted = leaves(theirs)
    for path in disputed where after[path] != wanted[path] { return "theirs of \(path) is lost" }
    return nil
  }

  private func leaves(_ value: Value) -> [AttributePath: Value] {
    // An emptied map or list says the same as none.
    Dictionary(
      value.leaves(keys: keys).filter { $0.value != .map([:]) && $0.value != .list([]) }
        .map { ($0.path, $0.value) },
      uniquingKeysWith: { first, _ in first }
    )
  }
}

/// Random small records with every kind of list.
enum RandomRecord {
  static func make(_ generator: inout SeededGenerator) -> Value {
    var fields: ValueMap = [:]
    for name in ["a", "b", "c"] where Bool.random(using: &generator) {
      fields[name] = .number(Number(Int.random(in: 0...3, using: &generator)))
    }
    if Bool.random(using: &generator) {
      fields["map"] = .map([
        "x": .number(Number(Int.random(in: 0...2, using: &generator))), "y": "t",
      ])
    }
    let words = ["p", "q", "r", "s"]
    let tags = words.filter { _ in Bool.random(using: &generator) }
    if !tags.isEmpty { fields["tags"] = .list(tags.map { .string($0) }) }
    let items = words.filter { _ in Bool.random(using: &generator) }
    if !items.isEmpty {
      fields["items"] = .list(
        items.map { name in
          .map([
            "name": .string(name), "v": .number(Number(Int.random(in: 0...2, using: &generator))),
          ])
        }
      )
    }
    if Bool.random(using: &generator) {
      fields["list"] = .list(
        (0..<Int.random(in: 0...2, using: &generator)).map { .number(Number($0)) }
      )
    }
    let needs = words.filter { _ in Bool.random(using: &generator) }
    if !needs.isEmpty {
      fields["needs"] = .list(
        needs.map { name in
          Bool.random(using: &generator)
            ? .string("db/\(name)")
            : .map([
              "to": .string("db/\(name)"),
              "share": .number(Number(Int.random(in: 0...2, using: &generator))),
            ])
        }
      )
    }
    return .map(fields)
  }

  /// Takes some fields of another random record, and now and then empties or flattens one.
  static func edited(_ value: Value, _ generator: inout SeededGenerator) -> Value {
    var fields = value.mapValue ?? [:]
    let other = make(&generator).mapValue ?? [:]
    for name in ["a", "b", "c", "map", "tags", "items", "needs", "list"] {
      switch Int.random(in: 0...11, using: &generator) {
      case 0...3: fields[name] = other[name]
      case 4: fields[name] = name == "map" ? .map([:]) : fields[name].map { _ in .list([]) }
      case 5 where name == "map": fields[name] = 7
      case 6 where name == "items": fields[name] = changed(fields[name], &generator)
      default: break
      }
    }
    return .map(fields)
  }

  /// Gives one item another value, or another attribute.
  private static func changed(_ items: Value?, _ generator: inout SeededGenerator) -> Value? {
    guard var list = items?.listValue, !list.isEmpty else { return items }
    let place = Int.random(in: 0..<list.count, using: &generator)
    var item = list[place].mapValue ?? [:]
    item[Bool.random(using: &generator) ? "v" : "w"] = .number(
      Number(Int.random(in: 0...2, using: &generator))
    )
    list[place] = .map(item)
    return .list(list)
  }
}
