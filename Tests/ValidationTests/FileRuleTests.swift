import Diagnostics
import Records
import Testing
import Validation

@Suite struct FileRuleTests {
  func check(_ path: String, sharding: Int = 0, kind: String? = nil, faithful: Bool = true)
    -> [String]
  {
    let catalogue = RuleBench.builtIn()
    return FileIsRecord.check(
      .init(path: path, isFaithful: faithful, otherKind: kind),
      settings: Settings(sharding: sharding),
      catalogue: catalogue
    ).map(\.message)
  }

  @Test func goodPlaces() {
    #expect(check("records/server/web-01.yaml") == [])
    #expect(check("records/server/fra1/row-2/web-01.yaml") == [])
    #expect(
      check(
        "records/server/\(RecordLayout(sharding: 2).shard(of: "web-01"))/web-01.yaml",
        sharding: 2
      ) == []
    )
  }

  @Test(arguments: [
    "records/server/Web.yaml", "records/server/con.yaml", "records/server/a b.yaml",
    "records/server/web-01.yml", "records/web-01.yaml", "records/server/readme.md",
    "records/server/AUX/a.yaml", "records/server/-a.yaml",
  ])
  func badPlaces(_ path: String) { #expect(check(path).count == 1) }

  @Test func linksAndForeignNames() {
    #expect(
      check("records/server/a.yaml", kind: "a symbolic link") == [
        "records/server/a.yaml is a symbolic link"
      ]
    )
    #expect(check("records/server/\u{FFFD}.yaml", faithful: false).count == 1)
    #expect(
      check("records/server/web-01.yaml", sharding: 2).first?.hasPrefix("with sharding") ?? false
    )
  }

  @Test func twoFilesOfOneName() {
    let found = RecordNamesAreDistinct.check([
      "records/server/a/web.yaml", "records/server/b/web.yaml", "records/rack/web.yaml",
    ])
    #expect(found.map(\.message) == ["server/web is also the record in records/server/a/web.yaml"])
  }
}

/// Names that only some systems, or some readers, tell apart.
@Suite struct NameRuleTests {
  @Test(arguments: [
    ("records/server/web.yaml", "records/server/WEB.yaml"),
    ("records/server/é.yaml", "records/server/e\u{301}.yaml"),
    ("records/server/a/web.yaml", "records/server/b/web.yaml"),
  ])
  func twoNamesThatSomeSystemsTakeForOne(_ pair: (String, String)) {
    let found = RecordNamesAreDistinct.check([pair.0, pair.1])
    #expect(found.count == 1)
    // Both places are named.
    #expect(found.first?.place?.file == pair.1)
    #expect(found.first?.message.contains(pair.0) ?? false)
  }

  /// Names that git's own check lets through, and that some system cannot keep or some reader cannot
  /// tell from another.
  @Test(arguments: [
    "git~2", "a:b", "con", "aux.x", "a ", "-rf", "\u{202E}a", "e\u{301}", "A", "nul", "com1",
    String(repeating: "a", count: 129), "a\\..\\b", "a\u{7F}", ".git", "..",
  ])
  func namesThatAreRefused(_ name: String) {
    #expect(found("records/server/\(name).yaml") == 1)
    #expect(found("records/server/\(name)/a.yaml") == 1)
  }

  @Test func aFolderThatEndsInADotIsAnotherOneOnWindows() {
    #expect(found("records/server/a./b.yaml") == 1)
    #expect(found("records/server/a.b/c.yaml") == 0)
  }

  private func found(_ path: String) -> Int {
    FileIsRecord.check(
      .init(path: path, isFaithful: true, otherKind: nil),
      settings: Settings(),
      catalogue: RuleBench.builtIn()
    ).count
  }

  @Test func foldersAreNotNestedForEver() {
    let catalogue = RuleBench.builtIn()
    let path = "records/server/" + String(repeating: "a/", count: 15) + "b.yaml"
    #expect(
      FileIsRecord.check(
        .init(path: path, isFaithful: true, otherKind: nil),
        settings: Settings(),
        catalogue: catalogue
      ).map(\.message) == ["folders are nested more than 16 deep"]
    )
  }

  @Test func otherGovernedFilesHavePlainNamesToo() {
    func found(_ path: String) -> [String] {
      FileIsRecord.checkName(ofSettings: path, isFaithful: true).map(\.message)
    }
    #expect(found("policy/technical.yaml") == [])
    #expect(found("schema/lifecycle/own.yaml") == [])
    #expect(found("sources/README.md") == [])
    #expect(found("policy/.gitkeep") == [])
    #expect(found("sources/con.yaml") == ["con.yaml: con.yaml is the name of a device on Windows"])
    #expect(found("policy/a b.yaml").count == 1)
    #expect(FileIsRecord.checkName(ofSettings: "policy/a.yaml", isFaithful: false).count == 1)
  }

  @Test(arguments: [
    (".gitattributes", 0), ("records/.gitattributes", 1), (".gitmodules", 1), ("a/.gitmodules", 1),
  ])
  func gitIsToldWhatToDoAtTheTopAlone(_ example: (path: String, count: Int)) {
    #expect(GitFilesAreHarmless.concerns(path: example.path))
    #expect(GitFilesAreHarmless.check(path: example.path).count == example.count)
    #expect(!GitFilesAreHarmless.concerns(path: "records/server/gitmodules.yaml"))
  }
}
