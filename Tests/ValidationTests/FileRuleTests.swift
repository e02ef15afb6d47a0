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
