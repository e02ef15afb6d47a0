import Diagnostics
import Records
import Testing
import Validation

/// The organisation's own standards.
@Suite struct StandardTests {
  static let server = ChangeRuleTests.server("discovered", "model: hardware-model/r750\n")
  static let model = """
    id: r750
    class: hardware-model
    name: R750
    owner: team/platform
    lifecycle: active
    vendor: vendor/dell
    approved: true
    """
  static let standard = """
    standards:
      - id: approved-models
        title: Servers are of an approved model
        severity: error
        match: class=server lifecycle=discovered
        assert: { required: [model] }
        require: model.approved=true
    """

  func check(
    _ policy: String,
    _ text: String = server,
    model: String = model,
    on day: String = "2026-11-24",
    lapse: Severity = .warning
  ) throws -> [String] {
    var bench = try RuleBench(
      ["server/web-01": text, "hardware-model/r750": model],
      policy: policy
    )
    bench.day = CalendarDay(day)!
    return try bench.all("server/web-01", lapse: lapse).filter { $0.rule == "CMDB-R009" }.map {
      "\($0.place?.line ?? 0) \($0.severity.rawValue) \($0.message)"
    }
  }

  @Test func aStandardIsASchemaAndAQuery() throws {
    #expect(try check(Self.standard) == [])
    #expect(
      try check(Self.standard, Self.server.replacing("model: hardware-model/r750\n", with: "")) == [
        "1 error Servers are of an approved model [approved-models]: model is missing",
        "1 error Servers are of an approved model [approved-models]: model.approved=true does not hold",
      ]
    )
    #expect(
      try check(Self.standard, model: Self.model.replacing("true", with: "false")) == [
        "6 error Servers are of an approved model [approved-models]: model.approved=true does not hold"
      ]
    )
  }

  @Test func aStandardIsAboutWhatItMatches() throws {
    let old = Self.model.replacing("true", with: "false")
    let other = Self.standard.replacing("lifecycle=discovered", with: "lifecycle=in-use")
    #expect(try check(other, model: old) == [])
    #expect(
      try check(Self.standard.replacing("class=server", with: "class=rack"), model: old) == []
    )
    let warning = Self.standard.replacing("severity: error\n", with: "severity: warning\n")
    #expect(try check(warning, model: old).first?.hasPrefix("6 warning") ?? false)
  }

  @Test func anExceptionLapsesByItself() throws {
    let policy =
      Self.standard + """

            exceptions:
              - { ref: server/web-01, owner: team/platform, reason: spare, until: 2026-11-24 }
        """
    let old = Self.model.replacing("true", with: "false")
    #expect(try check(policy, model: old, on: "2026-11-24") == [])
    let lapsed =
      "Servers are of an approved model [approved-models]: model.approved=true does not hold"
      + "; its exception ended on 2026-11-24"
    #expect(try check(policy, model: old, on: "2026-11-25") == ["6 warning \(lapsed)"])
    // A change is judged in full.
    #expect(
      try check(policy, model: old, on: "2026-11-25", lapse: .error) == ["6 error \(lapsed)"]
    )
    let others = policy.replacing("ref: server/web-01", with: "ref: server/web-02")
    #expect(try check(others, model: old).count == 1)
  }

  @Test func datesAreRelativeToTheDay() throws {
    let policy = """
      standards:
        - id: supported
          title: Servers are supported
          severity: error
          match: class=server
          require: support.ends>=today+30d
      """
    let text = Self.server + "support: { ends: 2027-01-01 }\n"
    #expect(try check(policy, text, on: "2026-12-02") == [])
    #expect(try check(policy, text, on: "2026-12-03").first?.hasPrefix("7 warning") ?? false)
    #expect(
      try check(policy, text, on: "2026-12-03", lapse: .error).first?.hasPrefix("7 error") ?? false
    )
  }

  @Test func aSchemaMayReferToThoseOfTheClasses() throws {
    let policy = """
      standards:
        - id: priced
          title: Prices are amounts
          match: class=server
          assert: { required: [price], properties: { price: { $ref: "cmdb:base#/$defs/amount" } } }
      """
    #expect(try check(policy).first?.hasSuffix("price is missing") ?? false)
  }
}
