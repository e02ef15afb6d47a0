import Foundation
import JSONSchema
import TestSupport
import Testing

/// Whatever engine a pattern gets, it must give the verdict of the plain backtracking one, which
/// `captures` always uses.
@Suite struct PatternAgreementTests {
  private struct RandomPattern {
    var generator: SeededGenerator

    mutating func pattern(_ depth: Int) -> String {
      switch generator.below(depth > 0 ? 14 : 6) {
      case 0, 1, 2: return generator.pick(["a", "b", "c", "ä", "-", " "])
      case 3: return generator.pick(["[ab]", "[^a]", "[a-c]", "\\w", "\\W", "\\s", ".", "[^\\s,]"])
      case 4: return generator.pick(["^", "$", "\\b", "\\B", ""])
      case 5: return generator.pick(["\\p{L}", "\\d", "[ä-ü]"])
      case 6, 7, 8: return pattern(depth - 1) + pattern(depth - 1)
      case 9: return "(?:" + pattern(depth - 1) + "|" + pattern(depth - 1) + ")"
      case 10: return "(" + pattern(depth - 1) + ")"
      default:
        let counts = ["*", "+", "?", "{2}", "{0,2}", "{1,}", "*?", "+?", "??"]
        return "(?:" + pattern(depth - 1) + ")" + generator.pick(counts)
      }
    }

    mutating func text() -> String {
      (0..<generator.below(7)).map { _ in generator.pick(["a", "b", "c", "ä", " ", "-", "1"]) }
        .joined()
    }
  }

  @Test func allEnginesAgree() throws {
    var random = RandomPattern(generator: .announced("allEnginesAgree"))
    var matching = 0
    for _ in 0..<3_000 {
      let source = random.pattern(4)
      guard let pattern = try? Pattern(source) else { continue }
      for _ in 0..<6 {
        let text = random.text()
        let answer = pattern.matches(text)
        if answer { matching += 1 }
        #expect(answer == (pattern.captures(in: text) != nil), "\(source) on \"\(text)\"")
      }
    }
    #expect(matching > 1_000)
  }
}
