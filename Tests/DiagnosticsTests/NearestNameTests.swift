import Diagnostics
import Testing

/// Slips are recognised, other words are not.
@Suite struct NearestNameTests {
  private static let names = ["owner", "lifecycle", "location", "serial", "model", "id"]

  @Test(
    arguments: [
      ("onwer", "owner"), ("Owner", "owner"), ("owners", "owner"), ("lifecycel", "lifecycle"),
      ("locaton", "location"), ("seriall", "serial"), ("mdoel", "model"), ("di", "id"),
      ("ip", "id"),
      ("colour", nil), ("x", nil), ("", nil), ("owner_of_this", nil),
    ] as [(String, String?)]
  )
  func nearest(typed: String, meant: String?) {
    #expect(NearestName.of(typed, in: Self.names) == meant)
    #expect(NearestName.of(typed, in: Self.names.reversed()) == meant)
  }

  @Test func amongEquallyCloseTheFirstInOrder() {
    #expect(NearestName.of("cat", in: ["hat", "bat"]) == "bat")
    #expect(
      NearestName.of("team/platfrom", in: ["team/platform", "team/platoon"]) == "team/platform"
    )
    #expect(NearestName.of("anything", in: []) == nil)
  }
}
