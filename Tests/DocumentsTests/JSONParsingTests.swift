import TestSupport
import Testing

@testable import Documents

/// RFC 8259, strictly.
@Suite struct JSONParsingTests {
  @Test(arguments: [
    ("null", "null"), (" [ ] ", "[]"), ("{}", "{}"),
    (
      #"{"a":[1,-0,1.50,1E+2,true,false,null]}"#,
      #"{"a":[1,-0,1.50,1E+2,true,false,null]}"#
    ),
    (#""\u0041\n\"\\\/\b\f\r\t\ud83d\ude00""#, #""A\n\"\\/\b\f\r\t😀""#),
    ("\"\u{2028}\u{7F}\"", #""\u2028\u007f""#),
    ("\r\n\t[1 ,\n2]\n", "[1,2]"), (#"{"":1,"é":2}"#, #"{"":1,"é":2}"#),
    (#"{"<<":"&a *b !c"}"#, #"{"<<":"&a *b !c"}"#),
  ])
  func meaning(text: String, json: String) throws {
    let document = try Document.parse(Array(text.utf8), as: .json)
    #expect(document.value(document.root).json() == json)
  }

  @Test(arguments: [
    ("", DocumentError.Kind.syntax, 1, 1), ("[1,]", .syntax, 1, 4), (#"{"a":1,}"#, .syntax, 1, 8),
    ("[01]", .syntax, 1, 2), ("[1.]", .syntax, 1, 4), ("[.5]", .syntax, 1, 2),
    ("[+1]", .syntax, 1, 2),
    ("[1e]", .syntax, 1, 4), ("[-]", .syntax, 1, 3), ("[NaN]", .syntax, 1, 2),
    ("['a']", .syntax, 1, 2),
    ("{a:1}", .syntax, 1, 2), (#"{"a" 1}"#, .syntax, 1, 6), ("[1] x", .syntax, 1, 5),
    ("[1 2]", .syntax, 1, 4), ("\"a\nb\"", .syntax, 1, 3), ("\"a", .syntax, 1, 1),
    (#""\x41""#, .syntax, 1, 2), (#""\ud800""#, .syntax, 1, 2), (#""\udc00""#, .syntax, 1, 2),
    (#""\ud800\u0041""#, .syntax, 1, 2), (#""\u12""#, .syntax, 1, 2), ("// c\n1", .syntax, 1, 1),
    ("tru", .syntax, 1, 1), ("nullx", .syntax, 1, 5), ("[", .syntax, 1, 2),
    ("{\"a\":", .syntax, 1, 6),
    (#"{"a":1,"a":2}"#, .duplicateKey, 1, 8), (#"{"a":1,"\u0061":2}"#, .duplicateKey, 1, 8),
    ("\u{FEFF}1", .byteOrderMark, 1, 1), (#"{"a\u202e":1}"#, .bidirectionalControlInKey, 1, 2),
    ("[\u{A0}1]", .syntax, 1, 2),
  ])
  func objections(text: String, kind: DocumentError.Kind, line: Int, column: Int) throws {
    let error = try #require(throws: DocumentError.self) {
      try Document.parse(Array(text.utf8), as: .json)
    }
    #expect(error.kind == kind)
    #expect("\(error.line):\(error.column)" == "\(line):\(column)", "\(error)")
  }

  @Test func placesAndText() throws {
    let text = "{\n  \"é\": [1, \"x\"]\n}\n"
    let document = try Document.parse(Array(text.utf8), as: .json)
    let list = try #require(document.child(document.root, named: "é"))
    #expect(document.line(list) == 2 && document.column(list) == 8)
    #expect(document.style(document.items(of: list)[1]) == .doubleQuoted)
  }

  @Test func whatIsWrittenReadsBack() throws {
    try Cases.forEach("json", 3_000) { generator, seed in
      let value = RandomEdit.value(&generator, depth: 0)
      for text in [value.json(), value.json(pretty: true), value.canonicalJSON()] {
        let document = try Document.parse(Array(text.utf8), as: .json)
        #expect(document.value(document.root) == value, "SEED=\(seed): \(text)")
      }
    }
  }
}
