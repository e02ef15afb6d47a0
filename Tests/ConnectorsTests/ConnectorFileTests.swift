import Documents
import Records
import Testing

@testable import Connectors

/// What must hold for every file in schema/connectors.
@Suite struct ConnectorFileTests {
  private static let knownNames: Set = [
    "kind", "title", "description", "reader", "doctype", "recognise", "other_messages", "things",
    "attributes", "beside", "key", "class", "lists", "sections", "partial", "sweep", "naming",
    "classes", "mapping", "plain_columns", "wrap", "flatten", "where", "subject",
  ]

  @Test func everyFileIsRead() throws {
    let definitions = try Kinds.definitions()
    #expect(definitions.count >= 29)
    let registry = ConnectorRegistry(definitions: definitions)
    #expect(registry.kinds == definitions.map(\.kind).sorted())
    for definition in definitions {
      #expect(definition.file["kind"]?.stringValue == definition.kind)
      let names = definition.file.mapValue?.keys ?? []
      #expect(Set(names).subtracting(Self.knownNames) == [], "\(definition.kind)")
    }
  }

  @Test func everyQueryAndPathIsOne() throws {
    for definition in try Kinds.definitions() {
      visit(definition.file) { name, text in
        do {
          switch name {
          case "when", "where": _ = try Query(parsing: text)
          case "things" where text == ".": break
          case "path", "each", "partial", "join", "things", "key":
            _ = try AttributePath(parsing: text)
          default: break
          }
        } catch {
          Issue.record("\(definition.kind): \(name): \(text): \(error)")
        }
      }
      let mapping = definition.file["mapping"]?.mapValue ?? [:]
      for (attribute, rule) in mapping {
        #expect(throws: Never.self) { _ = try AttributePath(parsing: attribute) }
        if let path = rule.stringValue {
          #expect(throws: Never.self) { _ = try AttributePath(parsing: path) }
        }
      }
    }
  }

  /// A part that a rule looks at and that is no section would never be withdrawn.
  @Test func sectionsCoverWhatTheMappingLooksAt() throws {
    for definition in try Kinds.definitions() where !definition.sections.isEmpty {
      var names: Set<String> = []
      for (_, rule) in definition.file["mapping"]?.mapValue ?? [:] {
        collect(rule, into: &names)
      }
      #expect(names.subtracting(definition.sections) == [], "\(definition.kind)")
    }
  }

  private func collect(_ rule: Value, into names: inout Set<String>) {
    switch rule {
    case .string(let text):
      if let path = try? AttributePath(parsing: text) { names.formUnion(outermost(path)) }
    case .list(let rules): for rule in rules { collect(rule, into: &names) }
    case .map(let fields):
      if let place = fields["each"] ?? fields["path"] { collect(place, into: &names) }
    default: break
    }
  }

  private func outermost(_ path: AttributePath) -> [String] {
    Array(ReadingRules.names(of: path).prefix(1))
  }

  private func visit(_ value: Value, name: String = "", _ body: (String, String) -> Void) {
    switch value {
    case .string(let text): body(name, text)
    case .list(let items): for item in items { visit(item, name: name, body) }
    case .map(let fields): for (name, below) in fields { visit(below, name: name, body) }
    default: break
    }
  }

  static let classes: [(kind: String, file: String, name: String?)] = [
    ("glpi", "glpi/03-inventory-web-01.json", "server"),
    ("glpi", "glpi/06-inventory-web-01-partial-network.json", "server"),
    ("fusioninventory", "fusioninventory/02-inventory-web-01.xml", "server"),
    ("ocsinventory", "ocsinventory/02-inventory-web-01.xml", "server"),
    ("ansible", "ansible/setup-web-01.json", "server"),
    ("ansible", "ansible/s1_web-01.fra1.example.net", "virtual-machine"),
    ("facter", "facter/facter-web-01.json", "server"), ("ohai", "ohai/ohai-web-01.json", "server"),
    ("lshw", "lshw/lshw-web-01.json", "server"), ("nmap", "nmap/subnet-services-os.xml", "server"),
    ("nmap", "nmap/ping-sweep.xml", nil),
  ]

  /// The firmware says Dell and a serial number, the check for hypervisors says KVM.
  @Test(arguments: classes)
  func noClassFollowsOneFact(_ sample: (kind: String, file: String, name: String?)) throws {
    let delivery = try Kinds.read(try Fixture.bytes(sample.file), as: sample.kind)
    let attributes = try #require(delivery.observations.first).attributes
    #expect(try className(of: attributes, kind: sample.kind) == sample.name)
  }

  static let machines: [(facts: Value, name: String?)] = [
    (["hardware": ["vmsystem": "KVM"], "bios": ["smanufacturer": "QEMU"]], "virtual-machine"),
    (
      [
        "hardware": ["vmsystem": "VMware"],
        "bios": ["smanufacturer": "VMware, Inc.", "ssn": "VMware-56 4d 1f"],
      ], "virtual-machine"
    ),
    (
      [
        "hardware": ["vmsystem": "Hyper-V"],
        "bios": [
          "smanufacturer": "Microsoft Corporation", "smodel": "Virtual Machine", "ssn": "7113-2591",
        ],
      ], "virtual-machine"
    ),
    (
      [
        "hardware": ["vmsystem": "Physical", "chassis_type": "Laptop"],
        "bios": ["smanufacturer": "Dell Inc.", "ssn": "640HP72"],
        "operatingsystem": ["full_name": "Fedora 31 (Workstation Edition)"],
      ], "workstation"
    ),
    (
      [
        "hardware": ["vmsystem": "Physical", "chassis_type": "Tower"],
        "bios": ["smanufacturer": "HPE", "ssn": "CZ1"],
        "operatingsystem": ["full_name": "Microsoft Windows Server 2022 Standard"],
      ], "server"
    ),
    (
      [
        "hardware": ["vmsystem": "Physical", "chassis_type": "Mini Tower"],
        "bios": ["smanufacturer": "Dell Inc.", "ssn": "A1"],
        "operatingsystem": ["full_name": "Microsoft Windows 11 Pro"],
      ], "workstation"
    ),
    (
      ["hardware": ["vmsystem": "Docker"], "bios": ["smanufacturer": "Dell Inc.", "ssn": "SN1"]],
      nil
    ),
    (["itemtype": "Printer", "network_device": ["serial": "PHC"]], nil),
    (["itemtype": "NetworkEquipment", "network_device": ["serial": "FCH"]], "network-device"),
    (["itemtype": "Phone", "bios": ["smanufacturer": "Xiaomi"]], "mobile-device"),
    (["hardware": ["vmsystem": "Physical"]], nil),
  ]

  @Test(arguments: machines)
  func classesOfMachines(_ machine: (facts: Value, name: String?)) throws {
    #expect(try className(of: machine.facts, kind: "glpi") == machine.name)
  }

  private func className(of attributes: Value, kind: String) throws -> String? {
    let definition = try #require(try Kinds.definitions().first { $0.kind == kind })
    let source = SourceDefinition(name: "test", file: [:], connector: definition.file)
    return source.classRules.first { $0.condition?.holds(for: attributes) ?? true }?.className
  }
}
