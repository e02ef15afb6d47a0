import Documents
import Records
import Testing

@testable import Reconciliation

@Suite struct MappingTests {
  func attributes(
    _ observation: String,
    mapping: String,
    lists: String = "{}"
  ) throws -> ValueMap {
    let source = SourceDefinition(
      name: "s",
      file: ["mapping": try World.value(mapping)],
      connector: ["lists": try World.value(lists)]
    )
    return MappingProgram(source, rules: ProjectSchemas.rules)
      .attributes(of: try World.value(observation))
  }

  @Test(
    arguments: [
      ("{ a: ' X ' }", "{ path: a, apply: [trim, lower] }", "x"),
      ("{ a: Default string }", "{ path: a, apply: [junk] }", nil),
      ("{ a: '00:00:00:00:00:00' }", "{ path: a, apply: [mac, junk] }", nil),
      ("{ a: 0016.3E2A.1101 }", "{ path: a, apply: [mac] }", "00:16:3e:2a:11:01"),
      ("{ a: ~ }", "{ path: a, apply: [mac] }", .some(.null)),
      ("{ b: 1 }", "{ path: a, apply: [text] }", nil),
      ("{ a: 0042 }", "{ path: a, apply: [number] }", 42),
      ("{ a: '12 km' }", "{ path: a, apply: [number] }", nil),
      ("{ a: 'Yes' }", "{ path: a, apply: [boolean] }", true),
      ("{ a: maybe }", "{ path: a, apply: [boolean] }", nil),
      ("{ a: 20240501 }", "{ path: a, apply: [date] }", "2024-05-01"),
      ("{ a: '2024-05-01 10:00:00' }", "{ path: a, apply: [date] }", "2024-05-01"),
      ("{ a: 2024-13-01 }", "{ path: a, apply: [date] }", nil),
      ("{ a: Web.X.net }", "{ path: a, apply: [label] }", "web"),
      ("{ a: eth0@if2 }", "{ path: a, apply: [{ before: '@' }] }", "eth0"),
      ("{ a: eth0 }", "{ path: a, apply: [{ before: '@' }] }", "eth0"),
      ("{ a: 'v=7' }", "{ path: a, apply: [{ after: '=' }] }", "7"),
      ("{ a: 'v=' }", "{ path: a, apply: [{ after: '=' }] }", nil),
      ("{ a: web }", "{ path: a, apply: [{ only: '*.*' }] }", nil),
      ("{ a: 'fe80::1' }", "{ path: a, apply: [{ drop: 'fe80:*' }] }", nil),
      ("{ a: 'x, ,y' }", "{ path: a, apply: [{ split: ',' }, trim] }", ["x", "y"]),
      ("{ a: Dell Inc. }", "{ path: a, apply: [{ lookup: { Dell Inc.: Dell } }] }", "Dell"),
      ("{ a: HP }", "{ path: a, apply: [{ lookup: { Dell Inc.: Dell } }] }", "HP"),
      ("{ a: HP }", "{ path: a, apply: [{ lookup: { '*': ~ } }] }", nil),
      ("{ a: 274877 }", "{ path: a, apply: [{ unit: [MB, MiB] }, { round: 0 }] }", 262143),
      ("{ a: 16 GiB }", "{ path: a, apply: [{ unit: [MB, MiB] }] }", 16384),
      ("{ a: 3.5 GHz }", "{ path: a, apply: [{ unit: [MHz, MHz] }] }", 3500),
      ("{ a: 5 bananas }", "{ path: a, apply: [{ unit: [MB, MiB] }] }", nil),
      ("{ a: 2.449 }", "{ path: a, apply: [{ round: 1 }] }", .some(.number(Number("2.4")!))),
      ("{ a: [3, 4] }", "{ path: a, apply: [first] }", 3),
      ("{ a: [{ b: 1 }, { b: 2 }, {}] }", "{ path: 'a[].b', apply: [sum] }", 3),
      ("{ a: [{ b: x }, { b: y }] }", "{ path: 'a[].b', apply: [count] }", 2),
      ("{ a: [{ b: 1 }, { b: 2 }] }", "'a[].b'", [1, 2]),
      ("{ a: [{ b: ~ }, { b: 2 }] }", "a.b", 2),
      ("{ a: [{ b: 1 }, { b: 2 }] }", "'a[#2].b'", 2),
      ("{ a: { b: 1 } }", "'a[#1].b'", 1),
      ("{ a: [{ k: x, b: 1 }, { k: y, b: 2 }] }", "'a[y].b'", 2),
      ("{ a: [{ k: x, b: 1 }] }", "'a[z].b'", nil),
      ("{ a: Default string, b: SN1 }", "[{ path: a, apply: [junk] }, b]", "SN1"),
      ("{ a: ~, b: ~ }", "[a, b]", .some(.null)),
      ("{ a: ~, b: 1 }", "[a, b]", 1),
      ("{}", "{ value: 7 }", 7),
      ("{ a: 1 }", "{ path: a, apply: [frobnicate] }", nil),
      ("{ a: '6,200.50' }", "{ path: a, apply: [number] }", .some(.number(Number("6200.50")!))),
      ("{ a: '1,234,567' }", "{ path: a, apply: [number] }", 1_234_567),
      ("{ a: '12,34' }", "{ path: a, apply: [number] }", nil),
      ("{ a: ',123' }", "{ path: a, apply: [number] }", nil),
      ("{ a: 4.00 }", "{ path: a, apply: [{ round: 0 }] }", 4),
      (
        "{ a: eu-central-1a }", "{ path: a, apply: [{ capture: '^[a-z-]+-[0-9]' }] }",
        "eu-central-1"
      ),
      ("{ a: 'x (v12)' }", "{ path: a, apply: [{ capture: '[(]v([0-9]+)' }, number] }", 12),
      ("{ a: 'b7' }", "{ path: a, apply: [{ capture: 'a([0-9])|b([0-9])' }] }", "7"),
      ("{ a: 'c7' }", "{ path: a, apply: [{ capture: 'a([0-9])|b([0-9])' }] }", nil),
      ("{ a: 'a' }", "{ path: a, apply: [{ capture: 'a(x?)' }] }", nil),
      ("{ a: 'a' }", "{ path: a, apply: [{ capture: '(' }] }", nil),
      ("{ a: [a1, b2, c] }", "{ path: a, apply: [{ capture: '[0-9]' }] }", ["1", "2"]),
      ("{ a: 'FRA 1' }", "{ path: a, apply: [{ reference: location }] }", "location/fra-1"),
      ("{ a: '???' }", "{ path: a, apply: [{ reference: location }] }", nil),
    ] as [(String, String, Value?)]
  )
  func rules(_ observation: String, _ rule: String, _ expected: Value?) throws {
    let said = try attributes(observation, mapping: "{ x: \(rule) }", lists: "{ a: k }")["x"]
    #expect(said == expected)
  }

  @Test func itemsOfListsAndEntriesOfMaps() throws {
    let said = try attributes(
      "{ nets: [{ n: eth0, m: 1, t: [a, b] }, { n: lo, type: loopback }, {}], map: { x: { m: 5 }, y: {} } }",
      mapping: """
        interfaces: { each: nets, where: "not type=loopback", item: { name: n, speed.mbps: m, tags: { each: t, item: { path: "t", apply: [] } } } }
        names: { each: nets, item: n }
        entries: { each: map.*, item: { name: { entry: name, apply: [upper] }, m: m } }
        whole: { each: map.x, item: { path: m } }
        none: { each: nowhere, item: { name: n } }
        broken: { each: nets, where: "((", item: n }
        """
    )
    #expect(said["interfaces"] == [["name": "eth0", "speed": ["mbps": 1]]])
    #expect(said["names"] == ["eth0", "lo"])
    #expect(said["entries"] == [["name": "X", "m": 5], ["name": "Y"]])
    #expect(said["whole"] == [5])
    #expect(said["none"] == nil && said["broken"] == nil)
  }

  @Test func aListInsideAnItemIsKeyedAsTheConnectorSays() throws {
    let said = try attributes(
      "{ nets: [{ n: eth0, info: [{ f: inet6, l: '::1' }, { f: inet, l: 10.0.0.1 }] }] }",
      mapping: "interfaces: { each: nets, item: { name: n, ipv4: 'info[inet].l' } }",
      lists: "{ nets.info: f }"
    )
    #expect(said["interfaces"] == [["name": "eth0", "ipv4": "10.0.0.1"]])
  }

  /// A pattern that would keep a backtracking engine busy for ever takes its time in proportion to
  /// the text.
  @Test func noPatternIsSlow() throws {
    let text = String(repeating: "a", count: 20_000)
    let said = try attributes(
      "{ a: \(text)! }",
      mapping: "x: { path: a, apply: [{ capture: '^(a+)+$' }] }"
    )
    #expect(said["x"] == nil)
  }

  @Test func everythingUnderItsOwnNameWithExceptions() throws {
    let said = try attributes(
      "{ os: { name: x }, serial: ' 1 ' }",
      mapping: "{ '*': '*', serial: { path: serial, apply: [trim] }, os.family: { value: unix } }"
    )
    #expect(said == ["os": ["name": "x", "family": "unix"], "serial": "1"])
  }

  @Test func theInventoryOfAnAgent() throws {
    var world = World()
    try world.source("glpi", "unknown: create", connector: "glpi")
    try world.say("glpi", "web-01-2026-11-24-03-22-48", Self.inventory)
    try world.sync()
    #expect(world.references == ["server/web-01"])
    let text = try world.text("server/web-01")
    #expect(
      text == """
        id: web-01
        class: server
        name: web-01.fra1.example.net
        owner: team/platform
        lifecycle: discovered
        serial: SN48291
        manufacturer: Dell Inc.
        uuid: 4c4c4544-004e-3410-8038-b5c04f323931
        fqdn: web-01.fra1.example.net
        firmware: 1.10.2
        hypervisor: QEMU
        memory_mib: 32768
        os:
          name: Debian GNU/Linux
          version: "12.15"
          kernel: 6.1.0-28-amd64
        cpu:
          family: AMD EPYC
          architecture: x86_64
          sockets: 1
          cores_per_socket: 2
        disks:
          - { name: vda, size_mib: 262143, serial: VB4F1A2C }
        interfaces:
          - { name: eth0, mac: "00:16:3e:2a:11:01", ipv4: 10.20.1.21 }
          - { name: eth1, mac: "00:16:3e:2a:11:02", ipv4: 10.20.2.11 }
        sources: { glpi: web-01-2026-11-24-03-22-48 }

        """
    )
  }

  @Test func aScanFindsWhatTheAgentKnows() throws {
    var world = World()
    try world.source("glpi", "unknown: create", connector: "glpi")
    try world.source("nmap", "unknown: hold\nprecedence: 20", connector: "nmap")
    try world.say("glpi", "web-01-2026-11-24-03-22-48", Self.inventory)
    try world.say(
      "nmap",
      "00:16:3e:2a:11:01",
      """
      hostnames: { hostname: [{ name: web-01.fra1.example.net }] }
      interfaces: [{ ipv4: 10.20.1.11, mac: "00:16:3E:2A:11:01" }]
      os: { osmatch: [{ osclass: [{ type: general purpose }] }] }
      ports: { port: [{ protocol: tcp, portid: "22", state: { state: open }, service: { name: ssh, ostype: Linux } }] }
      """
    )
    try world.sync()
    #expect(world.references == ["server/web-01"])
    #expect(try world.value("server/web-01", "sources.nmap") == "00:16:3e:2a:11:01")
    #expect(
      try world.value("server/web-01", "ports") == [
        ["port": 22, "protocol": "tcp", "service": "ssh"]
      ]
    )
    // A scan knows no interfaces by name, so it says nothing about them.
    #expect(try world.value("server/web-01", "interfaces[eth0].ipv4") == "10.20.1.21")
  }

  static let inventory = """
    bios: { bversion: 1.10.2, smanufacturer: Dell Inc., smodel: PowerEdge R750, ssn: SN48291 }
    cpus: [{ core: 2, name: AMD EPYC }]
    hardware: { chassis_type: Rack Mount Chassis, memory: 24105, name: web-01, uuid: 4c4c4544-004e-3410-8038-b5c04f323931, vmsystem: QEMU }
    memories: [{ capacity: 16384 }, { capacity: 16384 }]
    networks:
      - { description: eth0, ipaddress: 10.20.1.21, mac: "00:16:3e:2a:11:01" }
      - { description: eth0@if2, ipaddress6: "fe80::216:3eff:fe2a:1101", mac: "00:16:3e:2a:11:01" }
      - { description: eth1, ipaddress: 10.20.2.11, mac: "00:16:3e:2a:11:02" }
    operatingsystem: { arch: x86_64, fqdn: web-01.fra1.example.net, full_name: Debian GNU/Linux 12 (bookworm), kernel_version: 6.1.0-28-amd64, name: Debian GNU/Linux, version: "12.15" }
    storages: [{ disksize: 274877, name: vda, serial: VB4F1A2C, type: disk }, { name: sr0, type: cd }]
    itemtype: Computer
    """
}
