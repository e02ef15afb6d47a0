import Documents
import Git
import History
import Records
import TestSupport
import Testing

@Suite struct StateDifferenceTests {
  let builder = RepositoryBuilder()

  func changes(from base: String, to head: String) throws -> [String] {
    let repository = try Repository.open(at: builder.path)
    let versions = RecordVersions(repository, catalogue: AttributeBlameTests.catalogue)
    return try RecordDifference(versions).changes(
      from: repository.resolveCommit(base),
      to: repository.resolveCommit(head)
    ).map { change in
      let what = change.attribute?.description ?? change.from?.description ?? ""
      return "\(change.reference) \(change.kind.rawValue) \(what)"
    }
  }

  func record(_ id: String, _ rest: String = "") {
    builder.write("id: \(id)\n\(rest)", to: "records/thing/\(id).yaml")
  }

  /// What the commits of a range say of renames counts together, also where nothing else tells.
  @Test func renamesOfARangeAreFollowedOneAfterTheOther() throws {
    record("a", "name: one\nnote: 1\n")
    let base = builder.commit("made")
    builder.remove("records/thing/a.yaml")
    record("b", "name: two\nnote: 2\n")
    builder.commit("Rename\n\nRenamed: thing/a thing/b\n")
    builder.remove("records/thing/b.yaml")
    record("c", "name: three\nnote: 3\n")
    builder.commit("Rename again\n\nRenamed: thing/b thing/c\n")
    record("d", "name: d\nnote: 4\n")
    let head = builder.commit("more")
    #expect(
      try changes(from: base, to: head) == [
        "thing/c renamed thing/a", "thing/c changed id", "thing/c changed name",
        "thing/c changed note",
        "thing/d created ",
      ]
    )
    // Backwards nothing is declared, and nothing but the words of the records could tell.
    #expect(
      try changes(from: head, to: base) == [
        "thing/a created ", "thing/c deleted ", "thing/d deleted ",
      ]
    )
  }

  /// Two records that change names with each other in one commit.
  @Test func namesThatChangePlacesAreNoRename() throws {
    record("a", "name: one\n")
    record("b", "name: two\n")
    let base = builder.commit("made")
    record("a", "name: two\n")
    record("b", "name: one\n")
    let head = builder.commit("swap\n\nRenamed: thing/a thing/b\nRenamed: thing/b thing/a\n")
    #expect(
      try changes(from: base, to: head) == ["thing/a changed name", "thing/b changed name"]
    )
  }

  /// A record comes from one that went: two that look like it are one rename and one new record.
  @Test func aRecordIsTheOriginOfOneOther() throws {
    record("a", "serial: S1\n")
    let base = builder.commit("made")
    builder.remove("records/thing/a.yaml")
    record("b", "serial: S1\n")
    record("c", "serial: S1\n")
    let head = builder.commit("copied")
    #expect(
      try changes(from: base, to: head) == [
        "thing/b renamed thing/a", "thing/b changed id", "thing/c created ",
      ]
    )
  }

  /// Texts that cannot be parsed are alike in nothing.
  @Test func whatCannotBeReadIsNoRename() throws {
    record("a", "name: [\n")
    let base = builder.commit("made")
    builder.remove("records/thing/a.yaml")
    record("b", "name: {\n")
    let head = builder.commit("other")
    let found = try changes(from: base, to: head)
    #expect(found == ["thing/a deleted ", "thing/b created "])
  }
}
