import Documents
import Records
import Testing

@testable import Connectors

/// What every kind makes of the files that its program wrote.
@Suite struct GoldenTests {
  static let samples: [(kind: String, file: String)] = [
    ("glpi", "glpi/03-inventory-web-01.json"), ("glpi", "glpi/05-inventory-web-01-small.json"),
    ("glpi", "glpi/06-inventory-web-01-partial-network.json"), ("nmap", "nmap/ping-sweep.xml"),
    ("nmap", "nmap/subnet-services-os.xml"), ("nmap", "nmap/subnet-later-ip-changed.xml"),
    ("nmap", "nmap/web-01-scripts.xml"), ("nmap", "nmap/loopback.xml"),
    ("fusioninventory", "fusioninventory/02-inventory-web-01.xml"),
    ("fusioninventory", "fusioninventory/03-inventory-web-01-small.xml"),
    ("fusioninventory", "fusioninventory/04-inventory-web-01-later.xml"),
    ("ocsinventory", "ocsinventory/02-inventory-web-01.xml"),
    ("ocsinventory", "ocsinventory/03-inventory-web-01-small.xml"),
    ("ocsinventory", "ocsinventory/04-inventory-web-01-later.xml"),
    ("ansible", "ansible/setup-web-01.json"), ("ansible", "ansible/s1_web-01.fra1.example.net"),
    ("facter", "facter/facter-web-01.json"), ("ohai", "ohai/ohai-web-01.json"),
    ("lshw", "lshw/lshw-web-01.json"), ("glpi", "glpi/03-inventory-web-01.json.zlib"),
    ("fusioninventory", "fusioninventory/02-inventory-web-01.xml.zlib"),
    ("ansible-inventory", "ansible-inventory/ansible-inventory-list.json"),
    ("ip", "ip/ip-j-addr.json"), ("ip", "ip/ip-j-s-link.json"), ("ip", "ip/ip-j-route.json"),
    ("lsblk", "lsblk/lsblk-J-b.json"), ("lscpu", "lscpu/lscpu-J.json"),
    ("lldp", "lldp/lldpcli-json-chassis.json"), ("lldp", "lldp/lldpcli-json0-chassis.json"),
    ("lldp", "lldp/lldpcli-json-neighbors-none.json"),
    ("lldp", "lldp/lldpcli-json0-neighbors-none.json"), ("lldp", "lldp/neighbors.json"),
    ("lldp", "lldp/neighbors-one.json"), ("lldp", "lldp/neighbors-0.json"),
    ("libvirt", "libvirt/virsh-dumpxml-orders-db-vm.xml"),
    ("libvirt", "libvirt/virsh-dumpxml-test.xml"), ("snmp", "snmp/web-01.txt"),
    ("snmp", "snmp/snmpwalk-system-quick.txt"), ("aws", "aws/aws-ec2-describe-instances.json"),
    ("aws", "aws/aws-ec2-describe-volumes.json"), ("aws", "aws/aws-rds-describe-db-instances.json"),
    ("kubernetes", "kubernetes/deployment.json"), ("kubernetes", "kubernetes/list.json"),
    ("terraform", "terraform/shop.tfstate"), ("cyclonedx", "cyclonedx/cdx-1.6-requirements.json"),
    ("cyclonedx", "cyclonedx/web-01.cdx.json"), ("spdx", "spdx/web-01.spdx.json"),
    ("dpkg", "dpkg/dpkg-l.txt"), ("dpkg", "dpkg/dpkg-query-W.txt"),
    ("dpkg", "dpkg/dpkg-query-format.tsv"), ("dpkg", "dpkg/dpkg-status.txt"),
    ("rpm", "rpm/rpm-qa.txt"), ("rpm", "rpm/rpm-qa-format.tsv"), ("otlp", "otlp/metrics.json"),
    ("otlp", "otlp/metrics.pb"), ("otlp", "otlp/logs.json"), ("otlp", "otlp/logs.pb"),
    ("otlp", "otlp/logs.pb.gz"), ("netbox", "netbox/nb-devices.json"),
    ("netbox", "netbox/nb-sites.json"), ("netbox", "netbox/nb-vms.json"),
    ("netbox", "netbox/nb-devices.csv"), ("netbox", "netbox/nb-sites.csv"),
    ("snipe-it", "snipe-it/snipe.json"), ("snipe-it", "snipe-it/snipe-loc.json"),
    ("snipe-it", "snipe-it/snipe.csv"), ("servicenow", "servicenow/sn.json"),
    ("servicenow", "servicenow/sn-loc.json"), ("servicenow", "servicenow/sn.csv"),
    ("glpi-export", "glpi-export/glpi.json"), ("glpi-export", "glpi-export/glpi.csv"),
  ]

  @Test(arguments: samples) func reads(_ sample: (kind: String, file: String)) throws {
    let delivery = try Kinds.read(
      try Fixture.bytes(sample.file),
      as: sample.kind,
      subject: "web-01"
    )
    let difference = try Fixture.golden(
      "golden/\(sample.file).observations.json",
      is: Kinds.text(of: delivery)
    )
    #expect(difference == nil, "\(sample.file)")
  }

  @Test(arguments: samples) func isRecognised(_ sample: (kind: String, file: String)) throws {
    let registry = try Kinds.registry()
    #expect(registry.recognise(try Fixture.bytes(sample.file)) == [sample.kind])
  }

  /// The file on the source's branch reads back as the same observation.
  @Test(arguments: samples) func isAFile(_ sample: (kind: String, file: String)) throws {
    let bytes = try Fixture.bytes(sample.file)
    for observation in try Kinds.read(bytes, as: sample.kind, subject: "web-01").observations {
      let document = try Document.parse(observation.text)
      let read = try #require(Observation(document.value(document.root)))
      #expect(read.key == observation.key)
      #expect(read.attributes == observation.attributes)
    }
  }

  @Test func aFullAndASmallInventorySayTheSame() throws {
    let full = try Kinds.read(try Fixture.bytes("glpi/03-inventory-web-01.json"), as: "glpi")
    let small = try Kinds.read(
      try Fixture.bytes("glpi/05-inventory-web-01-small.json"),
      as: "glpi"
    )
    #expect(full.observations.map(\.attributes) == small.observations.map(\.attributes))
  }
}
