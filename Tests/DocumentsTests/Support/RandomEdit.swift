import Documents
import TestSupport

/// Random edits of a value: mostly of what is there, some of what is not.
enum RandomEdit {
  static let keys = ListKeys([
    "items": ListKey(properties: ["name"]), "*.items": ListKey(properties: ["name"]),
    "set": ListKey(properties: []), "rel": ListKey(properties: ["name"], scalarForm: true),
    "items[].set": ListKey(properties: []), "": ListKey(properties: ["name", "v"]),
  ])
  static let order = KeyOrder([
    "": ["name", "a", "items", "b", "c"], "items[]": ["name", "v"], "*": ["c", "b", "a"],
  ])

  static func make(_ generator: inout SeededGenerator, for value: Value) -> DocumentEdit {
    var path = AttributePath()
    var current = value
    while true {
      let isDone = generator.chance(current.isContainer ? 25 : 90)
      if isDone && !path.isEmpty { break }
      switch current {
      case .map(let map):
        let name =
          map.isEmpty || generator.chance(15)
          ? generator.pick(["a", "new", "items", "set", "rel", "x.y", "no", "c", "name"])
          : map[generator.below(map.count)].key
        path = path.appending(name: name)
        current = map[name] ?? .null
      case .list(let items):
        guard let key = keys.key(at: path.pattern), generator.chance(70) else {
          if items.isEmpty { return .append(path, self.value(&generator, depth: 0)) }
          let position = 1 + generator.below(items.count)
          path = path.appending(item: ItemKey(position: position))
          current = items[position - 1]
          continue
        }
        let parts = (0..<max(1, key.properties.count)).map { _ in
          generator.pick(["a", "b", "c", "1", "word", "new"])
        }
        path = path.appending(item: ItemKey(parts: parts))
        current = value.value(at: path, keys: keys) ?? .null
      default:
        if generator.chance(30) { return .set(path, self.value(&generator, depth: 0)) }
        path = path.appending(name: generator.pick(["a", "name", "new"]))
        current = .null
      }
    }
    switch generator.below(10) {
    case 0...3: return .set(path, self.value(&generator, depth: 0))
    case 4: return .set(path, mutated(current, &generator))
    case 5: return .append(path, self.value(&generator, depth: 1))
    case 6: return .insert(path, self.value(&generator, depth: 1), at: generator.below(4))
    default: return .remove(path)
    }
  }

  /// The value with some of its parts changed.
  private static func mutated(_ value: Value, _ generator: inout SeededGenerator) -> Value {
    switch value {
    case .map(var map):
      for key in map.keys where generator.chance(40) {
        map[key] = generator.chance(30) ? nil : mutated(map[key] ?? .null, &generator)
      }
      if generator.chance(40) { map["new"] = self.value(&generator, depth: 1) }
      return .map(map)
    case .list(let list):
      var items = list.map { generator.chance(30) ? mutated($0, &generator) : $0 }
      if generator.chance(30), !items.isEmpty { items.remove(at: generator.below(items.count)) }
      if generator.chance(30) {
        items.insert(self.value(&generator, depth: 1), at: generator.below(items.count + 1))
      }
      return .list(items)
    default: return self.value(&generator, depth: 1)
    }
  }

  private static let texts = [
    "word", "no", "012", "null", "~", "", " lead", "trail ", "a: b", "a #b", "#c", "- x", "-",
    "--- x",
    "[a]", "a, b", "{", "it's", "say \"x\"", "back\\slash", "two\nlines", "two\nlines\n",
    "three\n\n\n",
    "\n", "\nx", "  indented\nx\n", "a\n b\nc", "tab\there", "\ttab\nx", "é", "\u{2028}", "\u{7}",
    "\u{202E}x", "10:20", "00:16:3e:2a:11:01", "2025-03-01", "1_000", "0x1F", "1e3", ".inf", "<<",
    "=",
    "%x", "@x", "`x", "?x", ": x", "x:", "!x", "&x", "*x", "|", ">", "...", "trail \nx", "a\r\nb",
    "?",
    "very long text that goes on and on, with commas: and colons, until it is longer than a line may be",
    "-x", "x?y", "\u{FEFF}x", "y", "+1", "1.", "a\n\n  \nb",
  ]

  static func value(_ generator: inout SeededGenerator, depth: Int) -> Value {
    switch generator.below(depth > 2 ? 10 : 14) {
    case 0: return .null
    case 1: return .bool(generator.chance(50))
    case 2, 3:
      let text = generator.pick([
        "0", "1", "-5", "41.50", "1e3", "0x1F", "123456789012345678901234567890",
      ])
      return Number(text).map(Value.number) ?? .null
    case 4...9: return .string(generator.pick(texts))
    case 10, 11:
      return .list((0..<generator.below(4)).map { _ in value(&generator, depth: depth + 1) })
    default:
      var map = ValueMap()
      for _ in 0..<generator.below(4) {
        let name = generator.pick(["a", "b", "name", "x y", "no", "é", "a.b", "", "1"])
        map[name] = value(&generator, depth: depth + 1)
      }
      return .map(map)
    }
  }
}

extension Value {
  var isContainer: Bool { listValue != nil || mapValue != nil }
}
