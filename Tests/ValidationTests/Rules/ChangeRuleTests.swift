import Diagnostics
import Records
import Testing
import Validation

/// Rules about changes: lifecycle, orphans, and what sources may touch.
@Suite struct ChangeRuleTests {
  static func server(_ state: String, _ rest: String = "") -> String {
    "id: web-01\nclass: server\nname: web-01\nowner: team/platform\nlifecycle: \(state)\n\(rest)"
  }

  func move(_ old: String?, _ new: String?, by author: ChangeAuthor = .unknown("x@example.net"))
    throws -> [String]
  {
    let others = ["server/other": Self.server("discovered").replacing("web-01", with: "other")]
    return try RuleBench.findings(
      from: RuleBench(others.merging(["server/web-01": old ?? ""]) { _, new in new }),
      to: RuleBench(others.merging(["server/web-01": new ?? ""]) { _, new in new }),
      by: author
    )
  }

  @Test func aJumpNamesWhatItSkips() throws {
    #expect(
      try move(Self.server("in-stock"), Self.server("in-use")) == [
        "error CMDB-R020 lifecycle: lifecycle jumps from in-stock to in-use, past deployed"
      ]
    )
    #expect(
      try move(Self.server("disposed"), Self.server("in-use")) == [
        "error CMDB-R020 lifecycle: lifecycle jumps from disposed to in-use"
      ]
    )
    #expect(try move(Self.server("in-stock"), Self.server("deployed")) == [])
    #expect(try move(Self.server("in-use"), Self.server("in-use", "tags: [a]\n")) == [])
  }

  @Test func everyStepOfEveryMachineIsAllowedAndNothingElse() throws {
    let catalogue = RuleBench.builtIn()
    let machine = try #require(catalogue.lifecycle("physical"))
    for old in machine.states {
      for new in machine.states where new.name != old.name {
        let found = try move(Self.server(old.name), Self.server(new.name))
        #expect(found.isEmpty == old.next.contains(new.name), "\(old.name) → \(new.name)")
      }
    }
  }

  @Test func aNewRecordIsInAnInitialState() throws {
    #expect(
      try move(nil, Self.server("in-use")) == [
        "error CMDB-R020 lifecycle: a new server is discovered, planned, requested or in-stock, "
          + "not in-use"
      ]
    )
    #expect(try move(nil, Self.server("in-stock")) == [])
    // The first of a class, in a repository that is being filled.
    #expect(
      try RuleBench.findings(
        from: RuleBench([:]),
        to: RuleBench(["server/web-01": Self.server("in-use")])
      ) == []
    )
  }

  @Test func aTeamThatGoesLeavesNothingBehind() throws {
    let before = try RuleBench([
      "server/web-01": Self.server("discovered"), "team/other": RuleBench.team,
    ])
    let after = try RuleBench(["server/web-01": Self.server("discovered"), "team/platform": ""])
    let found = try RuleBench.findings(from: before, to: after)
    #expect(
      found.contains(
        "error CMDB-R021 -: without team/platform nobody answers for server/web-01"
      )
    )
    #expect(
      found.contains(
        "error CMDB-R021 -: team/platform goes, but person/ada "
          + "(relations.member_of[team/platform]) still refers to it"
      )
    )
  }

  @Test func theLastMemberOfATeamStays() throws {
    #expect(
      try RuleBench.findings(from: RuleBench([:]), to: RuleBench(["person/ada": ""])) == [
        "error CMDB-R021 -: without person/ada team/platform has no active member"
      ]
    )
    let second = RuleBench.person.replacing("ada", with: "bob")
    #expect(
      try RuleBench.findings(
        from: RuleBench(["person/bob": second]),
        to: RuleBench(["person/bob": second, "person/ada": ""])
      ) == []
    )
  }

  static let sync = ChangeAuthor(
    hand: .sources(["glpi"]),
    person: nil,
    label: "cmdb sync",
    isVerified: false
  )

  @Test func aSourceTouchesNothingThatPeopleDecide() throws {
    let old = Self.server("discovered", "os: { version: \"12\" }\nsources: { glpi: a }\n")
    #expect(
      try move(
        old,
        old.replacing("team/platform", with: "team/other").replacing("12", with: "13")
          .replacing("glpi: a", with: "glpi: b"),
        by: Self.sync
      ) == [
        "error CMDB-R024 owner: a source's commit changes owner, which people decide"
      ]
    )
    #expect(
      try move(old, nil, by: Self.sync) == [
        "error CMDB-R024 -: a source's commit removes server/web-01"
      ]
    )
    #expect(try move(nil, old, by: Self.sync) == [])
  }

  @Test func aPersonIsToldThatTheValueStands() throws {
    let old = Self.server("discovered", "os: { version: \"12\" }\nsources: { glpi: a }\n")
    let new = old.replacing("12", with: "13")
    #expect(
      try move(old, new) == [
        "note CMDB-R025 os.version: os.version now stands against the sources, which set it otherwise"
      ]
    )
    // Pinned, by a machine, or on a thing that no source knows.
    let pinned = new + "pinned: { os.version: { reason: known } }\n"
    #expect(try move(old, pinned) == [])
    #expect(try move(old, new, by: Self.sync) == [])
    let unknown = "sources: { glpi: a }\n"
    #expect(
      try move(old.replacing(unknown, with: ""), new.replacing(unknown, with: "")) == []
    )
  }
}
