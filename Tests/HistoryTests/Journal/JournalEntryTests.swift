import Git
import History
import TestSupport
import Testing

/// An entry is written in one way, and read in no other.
@Suite struct JournalEntryTests {
  static let id = String(repeating: "a1", count: 20)
  static let digest = String(repeating: "0f", count: 32)

  static func text(
    seq: String = "2",
    previous: String = "\"\(id)\"",
    moves: String = "[{\"new\":\"\(id)\",\"old\":null,\"ref\":\"refs/heads/main\"}]",
    deliveries: String =
      "[{\"commit\":\"\(id)\",\"digest\":\"\(digest)\",\"key\":null,\"source\":\"glpi\"}]",
    rest: String = ""
  ) -> String {
    "{\"deliveries\":\(deliveries),\"digest\":\"\(digest)\",\"moves\":\(moves),\"policy\":null,"
      + "\"previous\":\(previous),\"seq\":\(seq),\"time\":\"2026-11-24T09:12:31Z\"\(rest)}\n"
  }

  @Test func whatIsWrittenIsRead() throws {
    let entry = try JournalEntry(message: Self.text())
    #expect(entry.message == Self.text())
    #expect(entry.seq == 2)
    #expect(entry.time == 1_795_511_551)
    #expect(entry.moves == [.init(ref: "refs/heads/main", old: nil, new: ObjectID(hex: Self.id))])
    #expect(entry.deliveries.map(\.source) == ["glpi"])
    // One parent, since the delivery is the entry before it here.
    #expect(entry.parents.map(\.hex) == [Self.id])
  }

  @Test(arguments: [
    ("Deliver glpi: 1 observation\n", "the entry is no JSON: "),
    ("[]\n", "the entry is no object"), ("{}\n", "the entry lacks seq"),
    (text(rest: ",\"zeal\":1"), "the entry has a field zeal, which this program does not know"),
    (text(seq: "\"2\""), "the entry has a field seq that is not a number"),
    (text(seq: "2.0"), "the entry is not written as canonical JSON"),
    (text(previous: "\"main\""), "the entry has a field previous that is not an object id"),
    (text(moves: "[1]"), "a move is no object"),
    (text(deliveries: "[{\"commit\":null}]"), "a delivery lacks source"),
    (" " + text(), "the entry is not written as canonical JSON"),
    (text() + "\n", "the entry is not written as canonical JSON"),
  ])
  func anythingElseIsRefused(_ text: String, _ why: String) {
    let error = #expect(throws: JournalError.self) { try JournalEntry(message: text) }
    #expect(error?.what.hasPrefix(why) == true, "\(error?.what ?? "")")
  }

  @Test func anErrorNamesTheEntryAndItsCommit() throws {
    let builder = RepositoryBuilder()
    let commit = builder.commit(" " + Self.text())
    let error = #expect(throws: JournalError.self) {
      try Journal(Repository.open(at: builder.path)).entry(at: ObjectID(hex: commit)!)
    }
    #expect(error?.description.contains("commit \(commit)") == true)
  }
}
