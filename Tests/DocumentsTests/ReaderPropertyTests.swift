import TestSupport
import Testing

@testable import Documents

/// The fast reader and libyaml must say the same of every text.
@Suite struct ReaderPropertyTests {
  @Test func bothReadersAgree() {
    var quick = 0
    var errors = 0
    Cases.forEach("readers", 30_000) { generator, seed in
      var text = Self.text(&generator)
      if generator.chance(70) { text = Self.mutated(text, &generator) }
      let outcome = Self.compare(text)
      if outcome.wasQuick { quick += 1 }
      if outcome.wasError { errors += 1 }
      guard let failure = outcome.failure else { return }
      let small = Shrinking.shrunk(text) { Self.compare($0).failure != nil }
      Issue.record(
        """
        SEED=\(seed): \(failure)
        shrunk: \(Self.compare(small).failure ?? "")
        \(String(decoding: small, as: UTF8.self).debugDescription)
        """
      )
    }
    print("\(quick) texts were read quickly, \(errors) are no documents")
  }

  /// Simple texts that look like records are read without libyaml.
  @Test func recordsAreReadQuickly() {
    #expect(Self.compare(Array(SampleTexts.record.utf8)).wasQuick)
    #expect(Self.compare(Array(SampleTexts.record.utf8)).failure == nil)
  }

  /// Wild texts, and tame ones, which the fast reader must not give up on.
  static func text(_ generator: inout SeededGenerator) -> [UInt8] {
    switch generator.below(5) {
    case 4:
      let soup = [
        "a", "b", ": ", ":", "\n", "\n  ", "\n    ", "- ", "-", " ", "[", "]", "{", "}", ", ", ",",
        "'", "\"", "|", ">", "|-", "#", " # c", "?", "0", "~", "x y", "\\n", ".", "é", "\n\n",
        "---",
        "\r\n",
      ]
      return (0..<3 + generator.below(18)).flatMap { _ in Array(generator.pick(soup).utf8) }
    case 0: return Array(SampleTexts.record.utf8)
    case 1, 2:
      let map = ValueMap((0..<4).map { ("k\($0)", RandomEdit.value(&generator, depth: 0)) })
      return YAMLWriter.text(of: .map(map))
    default: return RandomText.make(&generator)
    }
  }

  static func mutated(_ text: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
    var text = text
    for _ in 0...generator.below(3) {
      let place = generator.below(text.count + 1)
      switch generator.below(4) {
      case 0 where place < text.count: text.remove(at: place)
      case 1 where place < text.count:
        text.removeSubrange(place..<min(text.count, place + 1 + generator.below(6)))
      default:
        let pieces = [
          " ", "  ", "\n", ":", ": ", "- ", "-", "#", " #", "'", "\"", "[", "]", "{", "}", ",", "?",
          "? ", "|", ">", "&a ", "*a", "!t ", "%", "@", "\\", "\t", "---\n", "...\n", "é",
          "<<: 1\n",
          ".inf", "a: 1\n", "\r\n", "\n\n", "0", "~", "- - ", "x: y", "|-\n", "\u{202E}", "`",
        ]
        text.insert(contentsOf: generator.pick(pieces).utf8, at: place)
      }
    }
    return text
  }

  struct Outcome {
    var failure: String?
    var wasQuick = false
    var wasError = false
  }

  static func compare(_ text: [UInt8]) -> Outcome {
    text.withUnsafeBufferPointer { source in
      guard let check = try? SourceCheck(yaml: source, limits: .record) else {
        return Outcome(wasError: true)
      }
      let slow: Result<Document, DocumentError>
      do throws(DocumentError) {
        slow = .success(
          try Document.throughLibYAML(text, source, check, limits: .record)
        )
      } catch {
        slow = .failure(error)
      }
      let quick = Document.quickly(text, source, check, limits: .record)
      switch (quick, slow) {
      case (nil, .success): return Outcome()
      case (nil, .failure): return Outcome(wasError: true)
      case (.some, .failure(let error)):
        return Outcome(failure: "libyaml objects: \(error)", wasQuick: true, wasError: true)
      case (.some(let quick), .success(let slow)):
        return Outcome(failure: difference(quick, slow), wasQuick: true)
      }
    }
  }

  private static func difference(_ quick: Document, _ slow: Document) -> String? {
    let end = quick.next(quick.root)
    if end != slow.next(slow.root) { return "another number of nodes" }
    var node = quick.root
    while node < end {
      let left = quick.stored(node)
      let right = slow.stored(node)
      let isSame =
        left.kind == right.kind && left.style == right.style && left.isKey == right.isKey
        && left.next == right.next && quick.count(node) == slow.count(node)
        && quick.range(of: node) == slow.range(of: node) && quick.line(node) == slow.line(node)
        && quick.column(node) == slow.column(node) && quick.text(node) == slow.text(node)
      if !isSame { return "node \(node.rawValue) differs:\n\(left)\n\(right)" }
      node = NodeIndex(rawValue: node.rawValue + 1)
    }
    return nil
  }
}
