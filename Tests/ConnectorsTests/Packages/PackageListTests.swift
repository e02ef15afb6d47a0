import Documents
import Records
import Testing

@testable import Connectors

@Suite struct PackageListTests {
  private let all: Value = ["mapping": ["x": "packages[].name", "y": "packages[].version"]]

  private func versions(_ text: String, _ kind: String) throws -> [String] {
    let delivery = try Kinds.read(Array(text.utf8), as: kind, source: all, subject: "web-01")
    let packages = delivery.observations.first?.attributes["packages"]?.listValue ?? []
    return packages.map { "\($0["name"]?.scalarText ?? "?") \($0["version"]?.scalarText ?? "?")" }
      + delivery.rejected.map { "\($0.line ?? 0): \($0.message)" }
  }

  @Test func everyListOfOneMachineSaysTheSame() throws {
    let files = ["dpkg-l.txt", "dpkg-query-W.txt", "dpkg-query-format.tsv", "dpkg-status.txt"]
    let lists = try files.map { file in
      try versions(String(decoding: try Fixture.bytes("dpkg/\(file)"), as: UTF8.self), "dpkg")
    }
    #expect(lists[0].count == 37)
    for list in lists { #expect(Set(list) == Set(lists[0])) }
  }

  @Test func onlyWhatIsInstalledCounts() throws {
    let listed =
      "Desired=Unknown\n||/ Name\n+++-===\nii  a1  1:1.0-1  amd64  x\nrc  b1  2  all  y\n"
      + "hi  c1:i386  3  i386  z\nnonsense\n"
    #expect(
      try versions(listed, "dpkg") == ["a1 1:1.0-1", "c1 3", "7: the line is none of dpkg -l"]
    )
    let status =
      "Package: a1\nStatus: install ok installed\nVersion: 1\n\n"
      + "Package: b1\nStatus: deinstall ok config-files\nVersion: 2\n"
    #expect(try versions(status, "dpkg") == ["a1 1"])
    #expect(try versions("a1\t1\nb1\t\nc1:amd64\t3\n", "dpkg") == ["a1 1", "c1 3"])
  }

  @Test func namesOfRPMAreToldApartFromTheEnd() throws {
    #expect(
      try versions("nginx-site-1.24.0-3.noarch\nlib-x-1-2.x86_64\nbroken\n", "rpm")
        == ["nginx-site 1.24.0-3", "lib-x 1-2", "3: the line is no package of rpm -qa"]
    )
    #expect(
      try versions("a\t(none)\t1\t2\tnoarch\nb\t3\t1\t2\tx86_64\n", "rpm")
        == ["a 1-2", "b 3:1-2"]
    )
  }

  /// Of software, only the products that a rule names.
  @Test func withoutARuleNothingIsKept() throws {
    let delivery = try Kinds.read(
      try Fixture.bytes("dpkg/dpkg-l.txt"),
      as: "dpkg",
      subject: "web-01"
    )
    let packages = delivery.observations.first?.attributes["packages"]?.listValue ?? []
    #expect(packages.map { $0["name"] } == ["base-files"])
  }

  @Test func aListIsNamedByWhoeverDeliversIt() throws {
    let delivery = try Kinds.read(Array("a1\t1\n".utf8), as: "dpkg")
    #expect(delivery.observations == [])
    #expect(
      delivery.rejected.map(\.message) == [
        "it does not say which machine it is of: name the file after it, or use --key"
      ]
    )
  }
}
