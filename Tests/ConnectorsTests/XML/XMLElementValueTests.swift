import Documents
import Testing

@testable import Connectors

@Suite struct XMLElementValueTests {
  private func leaf(_ name: String, _ text: String) -> XMLElement {
    XMLElement(name: name, text: text, line: 1)
  }

  @Test func namesOfListsCountFromTheElementOn() {
    let inner = XMLElement(name: "ports", children: [leaf("port", "1")], line: 1)
    let element = XMLElement(name: "host", children: [inner, leaf("port", "2")], line: 1)
    #expect(
      element.value(lists: [["ports", "port"]])
        == .map(["ports": .map(["port": .list([.string("1")])]), "port": .string("2")])
    )
    #expect(
      element.value(lists: [["port"], ["ports"]])
        == .map([
          "ports": .list([.map(["port": .string("1")])]), "port": .list([.string("2")]),
        ])
    )
  }

  /// However many kinds there are, all of one name come together, in the order of the first.
  @Test(arguments: [1, 8, 9, 10, 40])
  func childrenOfOneNameAreOneList(kinds: Int) {
    let names = (0..<kinds).map { "n\($0)" }
    let children = names.map { leaf($0, "a") } + names.map { leaf($0, "b") }
    let value = XMLElement(name: "r", children: children, line: 1).value(lists: [])
    let both = Value.list([.string("a"), .string("b")])
    #expect(value == .map(ValueMap(names.map { ($0, both) })))
    #expect(value?.mapValue?.keys == names)
  }

  @Test(arguments: [
    ("", nil), (" \n\u{A0}\t", nil), ("a", "a"), ("\n a  b\u{2003}", "a  b"),
    (" \u{301}x ", "\u{301}x"),
  ])
  func whiteSpaceAroundTextGoes(text: String, trimmed: String?) {
    #expect(leaf("a", text).value(lists: []) == trimmed.map(Value.string))
  }
}
