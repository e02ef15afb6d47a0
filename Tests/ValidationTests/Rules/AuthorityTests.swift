import Diagnostics
import Records
import Testing
import Validation

/// Who may change what, and whose word a change needs.
@Suite struct AuthorityTests {
  static let finance = RuleBench.team.replacing("platform", with: "finance")
  static func person(_ id: String, _ team: String, role: String = "clerk") -> String {
    RuleBench.person.replacing("ada", with: id).replacing("team/platform", with: "team/\(team)")
      + "\nrole: \(role)"
  }
  static let people = [
    "team/finance": finance, "person/eve": person("eve", "finance", role: "asset manager"),
    "person/bob": person("bob", "platform"), "person/cyd": person("cyd", "platform"),
  ]
  static let server = ChangeRuleTests.server("discovered", "cost: { monthly: 40, currency: EUR }\n")

  func change(
    _ policy: String,
    _ edit: (String) -> String = { $0.replacing("40", with: "41") },
    by person: String?,
    verified: Bool = false,
    hand: ChangeAuthor? = nil,
    approvals: [Approval] = []
  ) throws -> [String] {
    let before = try RuleBench(
      Self.people.merging(["server/web-01": Self.server]) { _, new in new },
      policy: policy
    )
    // The policy after the change gives nobody leave.
    let after = try RuleBench(
      Self.people.merging(["server/web-01": edit(Self.server)]) { _, new in new }
    )
    return try RuleBench.findings(
      from: before,
      to: after,
      by: hand ?? RuleBench.author(person, verified: verified),
      approvals: approvals
    )
  }

  static let costs = "authority: [{ attributes: [cost.*], allow: [team/finance] }]"

  @Test func financeDecidesAboutCost() throws {
    #expect(try change(Self.costs, by: "person/eve") == [])
    #expect(
      try change(Self.costs, by: "person/ada") == [
        "error CMDB-R022 cost.monthly: cost.monthly may be changed only by team/finance: "
          + "person/ada belongs to team/platform"
      ]
    )
    #expect(
      try change(Self.costs, by: nil) == [
        "error CMDB-R022 cost.monthly: cost.monthly may be changed only by team/finance: "
          + "nobody@example.net is the address of no person's record"
      ]
    )
    // What no entry names is free.
    #expect(
      try change(Self.costs, { $0.replacing("name: web", with: "name: www") }, by: "person/ada")
        == []
    )
  }

  @Test func aLevelAsksForASignature() throws {
    let policy = Self.costs.replacing("[team/finance]", with: "[team/finance], level: verified")
    #expect(
      try change(policy, by: "person/eve") == [
        "error CMDB-R022 cost.monthly: cost.monthly may be changed only by team/finance: "
          + "person/eve@example.net is claimed, the policy asks for verified"
      ]
    )
    #expect(try change(policy, by: "person/eve", verified: true) == [])
  }

  @Test func ownersRolesAndSeveralEntries() throws {
    let owner = Self.costs.replacing("team/finance", with: "owner")
    #expect(try change(owner, by: "person/ada") == [])
    #expect(try change(owner, by: "person/eve").count == 1)
    let role = Self.costs.replacing("team/finance", with: "{ role: asset manager }")
    #expect(try change(role, by: "person/eve") == [])
    #expect(try change(role, by: "person/ada").count == 1)
    let both = """
      authority:
        - { attributes: [cost.*], allow: [team/finance] }
        - { attributes: [cost.monthly], allow: [team/platform] }
      """
    #expect(try change(both, by: "person/ada") == [])
    let elsewhere = Self.costs.replacing("allow", with: "match: class=contract, allow")
    #expect(try change(elsewhere, by: "person/ada") == [])
  }

  @Test func sourcesAreBoundByEntriesThatNameSources() throws {
    let policy = "authority: [{ attributes: [os.*], allow: [{ source: glpi }, owner] }]"
    let edit: (String) -> String = { $0 + "os: { version: \"13\" }\n" }
    func sync(_ name: String) -> ChangeAuthor {
      ChangeAuthor(hand: .sources([name]), person: nil, label: "source \(name)", isVerified: false)
    }
    #expect(try change(policy, edit, by: nil, hand: sync("glpi")) == [])
    #expect(
      try change(policy, edit, by: nil, hand: sync("nmap")) == [
        "error CMDB-R022 os.version: os.version may be changed only by source glpi, "
          + "team/platform: this comes from source nmap"
      ]
    )
    let people = policy.replacing("{ source: glpi }, ", with: "")
    #expect(try change(people, edit, by: nil, hand: sync("nmap")) == [])
  }

  @Test func noSourceDecidesWhoBelongsToATeam() throws {
    let policy =
      "authority: [{ match: class=person, attributes: [\"*\"], allow: [team/finance] }]"
    let found = try RuleBench.findings(
      from: RuleBench(Self.people, policy: policy),
      to: RuleBench(
        Self.people.merging(["person/mal": Self.person("mal", "finance")]) { _, new in new }
      ),
      by: ChangeRuleTests.sync
    )
    #expect(
      found.contains { $0.contains("relations.member_of[team/finance] may be changed only by") }
    )
  }

  static let owners = "approvals: [{ match: class=server, by: owner }]"

  func approval(_ person: String, verified: Bool = false) -> Approval {
    Approval(person: Reference(person)!, isVerified: verified)
  }

  @Test func aChangeNeedsTheWordOfAnother() throws {
    let needed = "error CMDB-R023 cost.monthly: this change needs an approval by team/platform, "
    #expect(try change(Self.owners, by: "person/ada") == [needed + "and has none"])
    let own = [approval("person/ada")]
    #expect(try change(Self.owners, by: "person/ada", approvals: own).count == 1)
    let foreign = [approval("person/eve")]
    #expect(try change(Self.owners, by: "person/ada", approvals: foreign).count == 1)
    let right = [approval("person/bob")]
    #expect(try change(Self.owners, by: "person/ada", approvals: right) == [])
    let two = Self.owners.replacing("owner", with: "owner, count: 2")
    let twice = [approval("person/bob"), approval("person/bob", verified: true)]
    #expect(
      try change(two, by: "person/ada", approvals: twice) == [
        "error CMDB-R023 cost.monthly: this change needs 2 approvals by team/platform, and has 1"
      ]
    )
    #expect(
      try change(two, by: "person/ada", approvals: right + [approval("person/cyd")]) == []
    )
  }

  @Test func aClaimedApprovalIsTold() throws {
    let policy = Self.owners.replacing("owner", with: "owner, level: verified")
    #expect(
      try change(policy, by: "person/ada", approvals: [approval("person/bob")]) == [
        "error CMDB-R023 cost.monthly: this change needs an approval by team/platform, and has none"
          + "; that by person/bob is claimed, the policy asks for verified"
      ]
    )
    let signed = [approval("person/bob", verified: true)]
    #expect(try change(policy, by: "person/ada", approvals: signed) == [])
  }

  @Test func anAuthorOfTheTeamMayCount() throws {
    let policy = Self.owners.replacing("owner", with: "owner, counts_author: true")
    #expect(try change(policy, by: "person/ada") == [])
    #expect(try change(policy, by: "person/eve").count == 1)
    #expect(try change(policy, by: "person/eve", approvals: [approval("person/bob")]) == [])
  }

  @Test func onlyTheNamedAttributesNeedAWord() throws {
    let policy = Self.owners.replacing("by:", with: "attributes: [owner, lifecycle], by:")
    #expect(try change(policy, by: "person/ada") == [])
    #expect(
      try change(
        policy,
        { $0.replacing("owner: team/platform", with: "owner: team/finance") },
        by: "person/eve"
      ) == [
        "error CMDB-R023 owner: this change needs an approval by team/platform, and has none"
      ]
    )
  }

  @Test func aMatchHoldsBeforeOrAfter() throws {
    let policy = "approvals: [{ match: cost.monthly=40, by: owner }]"
    #expect(try change(policy, by: "person/eve").count == 1)
    #expect(
      try change(policy.replacing("40", with: "41"), by: "person/eve").count == 1
    )
    #expect(
      try change(policy.replacing("40", with: "42"), by: "person/eve") == []
    )
  }

  @Test func filesBelongToTeamsToo() throws {
    let bench = try RuleBench(
      Self.people,
      policy: "authority: [{ files: [policy/*, schema/*], allow: [team/finance] }]"
    )
    func found(_ path: String, _ person: String, by hand: ChangeAuthor? = nil) throws -> [String] {
      let context = ChangeContext(
        before: bench.context(),
        after: bench.context(),
        author: hand ?? RuleBench.author(person)
      )
      return try AuthorMayChangeFile.check(path: path, in: context).map(\.message)
    }
    #expect(try found("policy/own.yaml", "person/eve") == [])
    #expect(try found("sources/glpi.yaml", "person/ada") == [])
    #expect(
      try found("policy/own.yaml", "person/ada") == [
        "policy/own.yaml may be changed only by team/finance: person/ada belongs to team/platform"
      ]
    )
    // A machine decides about none of them, whatever the policy says.
    #expect(
      try found("sources/glpi.yaml", "", by: ChangeRuleTests.sync) == [
        "a source's commit changes sources/glpi.yaml, which people decide"
      ]
    )
  }
}
