import TestSupport
import Testing

@testable import Documents

/// What must hold for the canonical layout of every text.
@Suite struct FormatPropertyTests {
  @Test func formattingKeepsValueAndComments() {
    Cases.forEach("formatting", 8_000) { generator, seed in
      let text = RandomText.make(&generator)
      guard let failure = Self.failure(text) else { return }
      let small = Shrinking.shrunk(text) { Self.failure($0) != nil }
      Issue.record(
        """
        SEED=\(seed): \(failure)
        \(String(decoding: text, as: UTF8.self).debugDescription)
        shrunk: \(Self.failure(small) ?? "")
        \(String(decoding: small, as: UTF8.self))
        """
      )
    }
  }

  @Test func writtenValuesReadBackAndAreCanonical() throws {
    try Cases.forEach("writing", 8_000) { generator, seed in
      let value = RandomEdit.value(&generator, depth: 0)
      let text = YAMLWriter.text(of: value, order: RandomEdit.order, keys: RandomEdit.keys)
      let shown = String(decoding: text, as: UTF8.self)
      let document = try #require(
        try? Document.parse(text),
        "SEED=\(seed): no document: \(shown) of \(value)"
      )
      #expect(document.value(document.root) == value, "SEED=\(seed): \(shown)")
      guard value.isContainer else { return }
      let formatted = try document.formatted(order: RandomEdit.order, keys: RandomEdit.keys)
      #expect(formatted == text, "SEED=\(seed): \(shown)")
    }
  }

  /// The quick look and the layout agree on texts that are in form, or nearly.
  @Test func whatIsSurelyInFormIsWhatTheLayoutWrites() {
    var sure = 0
    Cases.forEach("canonical form", 8_000) { generator, seed in
      let value = RandomEdit.value(&generator, depth: 0)
      var text = YAMLWriter.text(of: value, order: RandomEdit.order, keys: RandomEdit.keys)
      if generator.chance(60), !text.isEmpty {
        let place = generator.below(text.count)
        switch generator.below(4) {
        case 0: text.remove(at: place)
        case 1: text.insert(generator.pick(Array(" \n#-:,\"'a".utf8)), at: place)
        case 2: text.insert(text[place], at: place)
        default: text.swapAt(place, generator.below(text.count))
        }
      }
      guard let document = try? Document.parse(text),
        CanonicalForm.isSure(of: document, order: RandomEdit.order)
      else { return }
      sure += 1
      let laidOut = DocumentLayout(document, order: RandomEdit.order).text()
      #expect(laidOut == text, "SEED=\(seed): \(String(decoding: text, as: UTF8.self))")
    }
    #expect(sure > 1_000)
  }

  static func failure(_ text: [UInt8]) -> String? {
    guard let document = try? Document.parse(text) else { return nil }
    if CanonicalForm.isSure(of: document, order: RandomEdit.order),
      DocumentLayout(document, order: RandomEdit.order).text() != text
    {
      return "not in form, but taken for it"
    }
    let formatted: [UInt8]
    do throws(EditError) {
      formatted = try document.formatted(order: RandomEdit.order, keys: RandomEdit.keys)
    } catch {
      let text = DocumentLayout(document, order: RandomEdit.order).text()
      return "\(error): \(String(decoding: text, as: UTF8.self))"
    }
    let shown = String(decoding: formatted, as: UTF8.self)
    guard let result = try? Document.parse(formatted) else { return "no document" }
    // White space at the end of a comment goes.
    let before = CommentScan.texts(CommentScan.comments(of: document), of: text).map(trimmed)
    let after = CommentScan.texts(CommentScan.comments(of: result), of: formatted)
    if before.sorted() != after.sorted() { return "comments are not the same: \(shown)" }
    let again = try? result.formatted(order: RandomEdit.order, keys: RandomEdit.keys)
    if again != formatted {
      return "not the same again: \(shown)\n----\n\(String(decoding: again ?? [], as: UTF8.self))"
    }
    return nil
  }

  private static func trimmed(_ text: String) -> String {
    var text = text
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return text
  }
}
