import Documents
import Foundation
import JSONSchema
import TestSupport
import Testing

/// The program and the walk over the written schemas must always give the same verdict.
@Suite struct AgreementTests {
  @Test func bothPathsAgree() throws {
    try hold("bothPathsAgree", closes: false)
  }

  @Test func bothPathsAgreeInClosingMode() throws {
    try hold("bothPathsAgreeInClosingMode", closes: true)
  }

  private func hold(_ name: String, closes: Bool) throws {
    var random = RandomSchema(.announced(name))
    random.isForClosing = closes
    let rounds = ProcessInfo.processInfo.environment["CMDB_ROUNDS"].flatMap { Int($0) } ?? 400
    var valid = 0
    var judged = 0
    for _ in 0..<rounds {
      let schema = random.schema()
      for _ in 0..<6 {
        let value = random.value()
        guard let answers = try answers(schema, value, closes: closes) else { continue }
        judged += 1
        if answers.program { valid += 1 }
        guard answers.program != answers.explained else { continue }
        let small = try shrink(schema, value, closes: closes)
        Issue.record("\(small.schema.json()) on \(small.value.json())")
        return
      }
    }
    print("\(name): \(judged) verdicts, \(valid) valid")
    #expect(valid > judged / 10 && valid < judged)
  }

  private func answers(_ schema: Value, _ value: Value, closes: Bool) throws
    -> (program: Bool, explained: Bool)?
  {
    let options = SchemaOptions(closesObjects: closes, openKeyword: closes ? "x-open" : nil)
    guard let compiled = try? Schemas.compile(schema.json(), options: options) else { return nil }
    let document = try Document.parse(Array(value.json().utf8), as: .json)
    return (
      compiled.isValid(document, at: document.root),
      compiled.explain(document, at: document.root).isEmpty
    )
  }

  /// Makes a disagreement smaller as long as it stays one.
  private func shrink(_ schema: Value, _ value: Value, closes: Bool) throws
    -> (schema: Value, value: Value)
  {
    var schema = schema
    var value = value
    var isShrinking = true
    while isShrinking {
      isShrinking = false
      for smaller in smaller(than: schema) {
        if let answers = try answers(smaller, value, closes: closes),
          answers.program != answers.explained
        {
          schema = smaller
          isShrinking = true
          break
        }
      }
      for smaller in smaller(than: value) {
        if let answers = try answers(schema, smaller, closes: closes),
          answers.program != answers.explained
        {
          value = smaller
          isShrinking = true
          break
        }
      }
    }
    return (schema, value)
  }

  private func smaller(than value: Value) -> [Value] {
    switch value {
    case .list(let items):
      var list: [Value] = []
      for index in items.indices {
        var fewer = items
        fewer.remove(at: index)
        list.append(.list(fewer))
        for smaller in smaller(than: items[index]) {
          var changed = items
          changed[index] = smaller
          list.append(.list(changed))
        }
      }
      return list
    case .map(let map):
      var list: [Value] = []
      for (key, own) in map {
        var fewer = map
        fewer.removeValue(forKey: key)
        list.append(.map(fewer))
        for smaller in smaller(than: own) {
          var changed = map
          changed[key] = smaller
          list.append(.map(changed))
        }
      }
      return list
    default: return []
    }
  }
}
