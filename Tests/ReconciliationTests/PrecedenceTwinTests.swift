import Documents
import Reconciliation
import Records
import TestSupport
import Testing

/// Precedence against a twin that knows nothing but the sentence of the design: a source past its
/// window yields, then the greater weight, then the newer, then the source's name, then the key.
@Suite struct PrecedenceTwinTests {
  struct Word {
    var source: String
    var key: String
    var value: Value
    var time: Int64
    var weight: Int
    var isFresh: Bool
  }

  /// Throws out, one rule after the other, every word that is not the best by it.
  static func winner(_ words: [Word]) -> Word? {
    var left = words
    if left.contains(where: \.isFresh) { left.removeAll { !$0.isFresh } }
    let weight = left.map(\.weight).max()
    left.removeAll { $0.weight != weight }
    let time = left.map(\.time).max()
    left.removeAll { $0.time != time }
    let source = left.map(\.source).min()
    left.removeAll { $0.source != source }
    let key = left.map(\.key).min()
    return left.first { $0.key == key }
  }

  @Test func theTwinAgrees() throws {
    let seed = SeededGenerator.seed(for: "PrecedenceTwinTests.theTwinAgrees")
    var generator = SeededGenerator(seed: seed)
    for step in 0..<80 {
      var world = World()
      world.note = "SEED=\(seed) step \(step)"
      var bindings: [String] = []
      var words: [String: [Word]] = ["firmware": [], "os.version": []]
      for source in ["a", "b", "c"] {
        let weight = Int.random(in: 1...2, using: &generator)
        let special = Int.random(in: 1...3, using: &generator)
        let hasWindow = Bool.random(using: &generator)
        bindings.append("\(source): [\(source)1, \(source)2]")
        try world.source(
          source,
          "precedence: { '*': \(weight), os.*: \(special) }" + (hasWindow ? "\nfreshness: 2s" : "")
        )
        var own: [Word] = []
        for key in ["\(source)1", "\(source)2"] where Int.random(in: 0...3, using: &generator) > 0 {
          let time = Int64.random(in: 1...4, using: &generator)
          var said: [String] = []
          for (attribute, weight) in [("firmware", weight), ("os.version", special)] {
            let choice = Int.random(in: 0...4, using: &generator)
            if choice == 0 { continue }
            let value: Value = choice == 1 ? .null : .string("v\(choice)")
            let text = choice == 1 ? "~" : "v\(choice)"
            said.append(attribute == "firmware" ? "firmware: \(text)" : "os: { version: \(text) }")
            own.append(
              Word(
                source: source,
                key: key,
                value: value,
                time: time,
                weight: weight,
                isFresh: hasWindow
              )
            )
            words[attribute]?.append(own[own.count - 1])
          }
          try world.say(source, key, "{ \(said.joined(separator: ", ")) }", at: time)
        }
        // A source that said nothing yet is not there.
        var state = try #require(world.states[source])
        state.time = state.changed.values.max() ?? 0
        world.states[source] = state.changed.isEmpty ? nil : state
      }
      try world.record(
        "{ id: web, class: server, sources: { \(bindings.joined(separator: ", ")) } }"
      )
      let now = world.states.values.map(\.time).max() ?? 0
      for attribute in words.keys {
        words[attribute] = words[attribute]?.map { word in
          var word = word
          word.isFresh = !word.isFresh || now - (world.states[word.source]?.time ?? 0) <= 2
          return word
        }
      }
      try world.sync()
      for (attribute, all) in words {
        let expected = Self.winner(all)?.value
        let standing = try world.value("server/web", AttributePath(parsing: attribute))
        #expect(
          standing == (expected == .null ? nil : expected),
          "\(world.note) \(attribute) \(all)"
        )
      }
    }
  }
}
