/// Texts that several tests use.
enum SampleTexts {
  /// The record that the documentation shows.
  static let record = """
    # bought with the second Frankfurt batch, see contract
    id: web-01
    class: server
    name: web-01.fra1.example.net
    owner: team/platform
    lifecycle: in-use
    asset_tag: AT-004711
    serial: SN48291
    model: hardware-model/dell-poweredge-r750
    location: location/fra1
    cost: { purchase: 6200.00, currency: EUR, purchased: 2025-03-01, monthly: 41.50 }
    interfaces:
      - { name: eth0, mac: "00:16:3e:2a:11:01", ipv4: 10.20.1.11 }
    relations:
      covered_by: [contract/dell-2025]
      connects_to: [network-device/sw-fra1-01]
    sources: { glpi: web-01-2026-03-02-10-11-12, nmap: ["00:16:3e:2a:11:01"] }

    """
}
