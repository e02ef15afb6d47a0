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
    #expect(conflicts == ["items[x].v"])
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
    #expect(merge.conflicts.map { $0.attribute.description } == ["b"])
  }

  /// The laws of a merge over random records: it does not depend on the side, and it keeps what only
  /// one side changed.
  @Test func laws() throws {
    let seed = SeededGenerator.seed(for: "AttributeMergeTests.laws")
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<1_500 {
      let base = RandomRecord.make(&generator)
      let ours = RandomRecord.edited(base, &generator)
      let theirs = RandomRecord.edited(base, &generator)
      let one = AttributeMerge(base: base, ours: ours, theirs: theirs, keys: keys)
      let other = AttributeMerge(base: base, ours: theirs, theirs: ours, keys: keys)
      #expect(
        one.conflicts.isEmpty == other.conflicts.isEmpty,
        "SEED=\(seed) \(base.json()) \(ours.json()) \(theirs.json())"
      )
      let nothing = AttributeMerge(base: base, ours: ours, theirs: base, keys: keys)
      #expect(nothing.edits.isEmpty && nothing.conflicts.isEmpty, "SEED=\(seed)")
      let taken = AttributeMerge(base: base, ours: base, theirs: theirs, keys: keys)
      #expect(taken.conflicts.isEmpty, "SEED=\(seed)")
      let result = try base.applying(taken.edits, keys: keys, order: .none)
      #expect(leaves(result) == leaves(theirs), "SEED=\(seed) \(base) \(theirs)")
      guard one.conflicts.isEmpty else { continue }
      let left = try ours.applying(one.edits, keys: keys, order: .none)
      let right = try theirs.applying(other.edits, keys: keys, order: .none)
      #expect(leaves(left) == leaves(right), "SEED=\(seed) \(base) \(ours) \(theirs)")
    }
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

  /// Takes some fields of another random record.
  static func edited(_ value: Value, _ generator: inout SeededGenerator) -> Value {
    var fields = value.mapValue ?? [:]
    let other = make(&generator).mapValue ?? [:]
    for name in ["a", "b", "c", "map", "tags", "items", "needs"]
    where Int.random(in: 0...2, using: &generator) == 0 {
      fields[name] = other[name]
    }
    return .map(fields)
  }
}
