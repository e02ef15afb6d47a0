import Documents
import Git
import History
import Records
import TestSupport
import Testing

@Suite struct ChangeLogTests {
  let builder = RepositoryBuilder()

  func log(_ record: String? = nil) throws -> [String] {
    let repository = try Repository.open(at: builder.path)
    let versions = RecordVersions(repository, catalogue: AttributeBlameTests.catalogue)
    var found: [String] = []
    let visit: (ChangeLog.Entry) -> Bool = { entry in
      for change in entry.changes {
        found.append(
          "\(entry.facts.summary): \(change.reference) \(change.kind.rawValue) "
            + (change.attribute?.description ?? "")
        )
      }
      return true
    }
    let head = try repository.resolveCommit("HEAD")
    if let record {
      try ChangeLog(versions).walk(record: record, from: head, visit)
    } else {
      try ChangeLog(versions).walk(from: head, visit)
    }
    return found
  }

  @Test func tellsChangesNewestFirst() throws {
    builder.write("id: a\nname: one\n", to: "records/thing/a.yaml")
    builder.commit("made")
    builder.write("id: a\nname: two\nitems: [{ name: x, v: 1 }]\n", to: "records/thing/a.yaml")
    builder.commit("edited")
    builder.remove("records/thing/a.yaml")
    builder.commit("gone")
    #expect(
      try log() == [
        "gone: thing/a deleted ", "edited: thing/a changed name",
        "edited: thing/a added items[x].name", "edited: thing/a added items[x].v",
        "made: thing/a created ",
      ]
    )
  }

  @Test func aRecordIsFollowedThroughFolders() throws {
    builder.write("id: a\nname: one\n", to: "records/thing/a.yaml")
    builder.commit("made")
    builder.write("id: a\nname: two\n", to: "records/thing/a.yaml")
    builder.commit("edited")
    builder.git(["rm", "--quiet", "records/thing/a.yaml"])
    builder.write("id: a\nname: two\n", to: "records/thing/rack/a.yaml")
    builder.commit("moved")
    #expect(
      try log("records/thing/rack/a.yaml") == [
        "edited: thing/a changed name", "made: thing/a created ",
      ]
    )
  }

  @Test func aVersionThatCannotBeReadHasNoAttributes() throws {
    builder.write("id: a\nname: [\n", to: "records/thing/a.yaml")
    builder.commit("broken")
    builder.write("id: a\nname: two\n", to: "records/thing/a.yaml")
    builder.commit("mended")
    #expect(
      try log() == [
        "mended: thing/a added id", "mended: thing/a added name", "broken: thing/a created ",
      ]
    )
  }

  @Test func aMergeTellsOnlyWhatNoParentHas() throws {
    builder.write("id: a\nname: one\nx: 1\n", to: "records/thing/a.yaml")
    builder.commit("made")
    builder.git(["checkout", "--quiet", "-b", "side"])
    builder.write("id: a\nname: two\nx: 1\n", to: "records/thing/a.yaml")
    builder.commit("side")
    builder.git(["checkout", "--quiet", "main"])
    builder.write("id: a\nname: one\nx: 2\n", to: "records/thing/a.yaml")
    builder.commit("main")
    builder.git(["merge", "--quiet", "--no-commit", "-s", "ours", "side"])
    builder.write("id: a\nname: two\nx: 3\n", to: "records/thing/a.yaml")
    builder.commit("merge")
    #expect(
      try log("records/thing/a.yaml") == [
        "merge: thing/a changed x", "main: thing/a changed x", "side: thing/a changed name",
        "made: thing/a created ",
      ]
    )
  }

  /// A sync merge has deliveries for parents, which hold no records: it is compared with `main`.
  @Test func aMergeOfAnotherHistoryIsComparedWithItsOwn() throws {
    builder.write("id: a\nname: one\n", to: "records/thing/a.yaml")
    builder.write("id: b\n", to: "records/thing/b.yaml")
    builder.commit("made")
    builder.git(["checkout", "--quiet", "--orphan", "discovery"])
    builder.git(["rm", "--quiet", "-r", "--force", "."])
    builder.write("key: k\n", to: "observations/00/k.yaml")
    builder.commit("delivery")
    builder.git(["checkout", "--quiet", "main"])
    builder.git([
      "merge", "--quiet", "--no-commit", "--allow-unrelated-histories", "-s", "ours", "discovery",
    ])
    builder.write("id: a\nname: two\nx: 1\n", to: "records/thing/a.yaml")
    builder.commit("sync")
    #expect(
      try log("records/thing/a.yaml") == [
        "sync: thing/a changed name", "sync: thing/a added x", "made: thing/a created ",
      ]
    )
  }

  @Test func aRenamedRecordIsFollowed() throws {
    builder.write("id: a\nserial: S1\n", to: "records/thing/a.yaml")
    builder.commit("made")
    builder.remove("records/thing/a.yaml")
    builder.write("id: b\nserial: S1\n", to: "records/thing/b.yaml")
    builder.commit("renamed")
    #expect(
      try log("records/thing/b.yaml") == [
        "renamed: thing/b renamed ", "renamed: thing/b changed id", "made: thing/a created ",
      ]
    )
  }
}
