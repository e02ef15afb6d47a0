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
    ("lshw", "lshw/lshw-web-01.json"),
  ]

  @Test(arguments: samples) func reads(_ sample: (kind: String, file: String)) throws {
    let delivery = try Kinds.read(try Fixture.bytes(sample.file), as: sample.kind)
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
    for observation in try Kinds.read(try Fixture.bytes(sample.file), as: sample.kind).observations
    {
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
