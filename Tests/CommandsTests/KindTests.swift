import Commands
import TestSupport
import Testing

/// Five lines make a source of every kind: what its program wrote becomes valid records, or a finding
/// that says what people must decide.
@Suite struct KindTests {
  static let samples: [(kind: String, files: [String], records: [String])] = [
    ("ansible", ["setup-web-01.json"], ["server/web-01"]),
    ("ansible-inventory", ["ansible-inventory-list.json"], ["server/db-01", "server/web-01"]),
    (
      "aws",
      [
        "aws-ec2-describe-instances.json", "aws-ec2-describe-volumes.json",
        "aws-rds-describe-db-instances.json",
      ],
      [
        "cloud-resource/orders-primary", "cloud-resource/vol-59a68a3e2d0fd52e2",
        "cloud-resource/vol-718ba9884bffd6a7f", "virtual-machine/orders-api-1",
        "virtual-machine/orders-api-1-5f3e9a",
      ]
    ),
    ("cyclonedx", ["web-01.cdx.json"], ["server/web-01"]),
    ("dpkg", ["dpkg-l.txt"], ["server/dpkg-l"]),
    ("facter", ["facter-web-01.json"], ["server/web-01"]),
    ("fusioninventory", ["02-inventory-web-01.xml.zlib"], ["server/web-01"]),
    ("glpi", ["03-inventory-web-01.json.zlib"], ["server/web-01"]),
    ("ip", ["ip-j-addr.json"], ["server/ip-j-addr"]),
    (
      "kubernetes", ["list.json"],
      ["application/web-shop", "server/metal-1", "virtual-machine/node-3"]
    ),
    ("libvirt", ["virsh-dumpxml-orders-db-vm.xml"], ["virtual-machine/orders-db-vm"]),
    (
      "lldp", ["lldpcli-json-chassis.json", "neighbors.json"],
      ["network-device/sw-fra1-01", "server/web-01"]
    ),
    ("lsblk", ["lsblk-J-b.json"], ["virtual-machine/lsblk-j-b"]),
    ("lscpu", ["lscpu-J.json"], ["virtual-machine/lscpu-j"]),
    ("lshw", ["lshw-web-01.json"], ["server/web-01"]),
    (
      "netbox", ["nb-devices.json", "nb-sites.json", "nb-vms.json"],
      [
        "location/fra1", "location/muc", "network-device/sw-01", "server/web-01",
        "virtual-machine/app-01",
      ]
    ),
    ("ocsinventory", ["02-inventory-web-01.xml"], ["server/web-01"]),
    ("ohai", ["ohai-web-01.json"], ["server/web-01"]),
    ("otlp", ["metrics.pb", "logs.json"], ["application/web-shop", "server/web-01"]),
    ("rpm", ["rpm-qa.txt"], ["server/rpm-qa"]),
    (
      "servicenow", ["sn.json", "sn.csv", "sn-loc.json"],
      ["location/fra-1", "network-device/sw-01", "server/db-01", "server/web-01"]
    ),
    (
      "snipe-it", ["snipe.json", "snipe-loc.json", "snipe.csv"],
      ["location/berlin-office", "server/at-2", "workstation/nb-0007", "workstation/nb-0009"]
    ),
    ("snmp", ["web-01.txt"], ["server/web-01"]), ("spdx", ["web-01.spdx.json"], ["server/web-01"]),
    ("terraform", ["shop.tfstate"], ["cloud-resource/orders", "virtual-machine/shop-a"]),
    ("glpi-export", ["glpi.csv", "glpi.json"], ["server/srv-2", "workstation/nb-1"]),
  ]

  private static let fixtures = "\(#filePath)".split(separator: "/").dropLast(2)
    .joined(separator: "/")

  @Test(arguments: samples)
  func fiveLinesAreEnough(_ sample: (kind: String, files: [String], records: [String])) {
    let imports: Set = ["netbox", "snipe-it", "servicenow", "glpi-export"]
    let repository = SourceRepository([
      "s":
        "kind: \(imports.contains(sample.kind) ? "import" : "discovery")\nformat: \(sample.kind)\n"
        + "unknown: create"
    ])
    for file in sample.files {
      let path = "/\(Self.fixtures)/ConnectorsTests/Fixtures/\(sample.kind)/\(file)"
      let answer = repository.run("import", "auto", "--source", "s", path)
      #expect(answer.status == .success, "\(file): \(answer.output)\(answer.errors)")
    }
    #expect(repository.sync().status == .success)
    let files = repository.git("ls-tree", "-r", "--name-only", "HEAD", "records").split(
      separator: "\n"
    )
    let records = files.map { $0.dropFirst("records/".count).dropLast(".yaml".count) }
      .filter { !$0.hasPrefix("team/") && !$0.hasPrefix("person/") }
    #expect(records.map(String.init).sorted() == sample.records)
    let verdict = repository.run("validate")
    #expect(verdict.status == .success, "\(verdict.output)")
  }

  /// What an export says and no record can hold yet is a finding that names what is missing.
  @Test func whatPeopleMustDecideIsSaid() {
    let repository = SourceRepository(["s": "kind: import\nformat: netbox\nunknown: create"])
    let path = "/\(Self.fixtures)/ConnectorsTests/Fixtures/netbox/nb-devices.json"
    #expect(repository.run("import", "netbox", "--source", "s", path).status == .success)
    repository.sync()
    let findings = repository.findings()
    #expect(findings.contains("location/fra1 does not exist"))
    #expect(findings.contains("no class rule of s holds for dcim/devices/13"))
    // As soon as the place is there, the same sync writes what it held.
    let places = path.replacing("nb-devices", with: "nb-sites")
    #expect(repository.run("import", "netbox", "--source", "s", places).status == .success)
    repository.sync()
    #expect(repository.show("server/web-01").contains("location/fra1"))
  }

  @Test func whoeverDeliversNamesTheMachine() {
    let repository = SourceRepository(["s": "format: dpkg\nunknown: create"])
    let list = "base-files\t12.4\tamd64\n"
    let unnamed = repository.run(["import", "dpkg", "--source", "s", "-"], input: list)
    #expect(unnamed.status == .no)
    #expect(unnamed.errors.contains("name the file after it, or use --key"))
    let named = repository.run(
      ["import", "dpkg", "--source", "s", "--key", "web-07.example.net", "-"],
      input: list
    )
    #expect(named.status == .success)
    repository.sync()
    #expect(repository.show("server/web-07").contains("fqdn: web-07.example.net"))
  }
}
