import Documents
import Foundation
import Records
import Testing

@testable import Connectors

/// What single kinds must hold to beside their golden files.
@Suite struct KindTests {
  @Test func noSecretIsRead() throws {
    for (kind, file) in [
      ("terraform", "terraform/shop.tfstate"), ("kubernetes", "kubernetes/list.json"),
    ] {
      let bytes = try Fixture.bytes(file)
      #expect(String(decoding: bytes, as: UTF8.self).contains("secret"))
      #expect(!Kinds.text(of: try Kinds.read(bytes, as: kind)).contains("secret"), "\(kind)")
    }
    // What is marked as sensitive is not read although the mapping names it.
    let delivery = try Kinds.read(
      try Fixture.bytes("terraform/shop.tfstate"),
      as: "terraform",
      source: [
        "mapping": ["x": "attributes.password", "y": "attributes.engine", "z": "attributes.id"]
      ]
    )
    #expect(!Kinds.text(of: delivery).contains("database-secret"))
    #expect(!Kinds.text(of: delivery).contains("postgres"))
  }

  @Test func anotherVersionOfAStateIsNamed() throws {
    let text = "{\"version\": 3, \"serial\": 1, \"lineage\": \"x\", \"modules\": []}"
    do {
      _ = try Kinds.read(Array(text.utf8), as: "auto")
      Issue.record("a state of version 3 was read")
    } catch let error as ConnectorError {
      #expect(error.message == "the state is of version 3; version 4 is read")
    }
  }

  /// The predecessor's XML, as the agent writes it where a server does not answer in JSON.
  @Test func theTwoFormsOfAnAgentSayTheSame() throws {
    let text = String(
      decoding: try Fixture.bytes("fusioninventory/02-inventory-web-01.xml"),
      as: UTF8.self
    )
    let start = try #require(text.range(of: "<VERSIONCLIENT>"))
    let end = try #require(text.range(of: "</VERSIONCLIENT>"))
    let legacy = text.replacingCharacters(
      in: start.upperBound..<end.lowerBound,
      with: "GLPI-Agent_v1.12"
    )
    let delivery = try Kinds.read(Array(legacy.utf8), as: "auto")
    #expect(delivery.kind == "glpi")
    let attributes = try #require(delivery.observations.first?.attributes)
    #expect(attributes["bios"]?["ssn"] == "SN48291")
    #expect(attributes["hardware"]?["name"] == "web-01")
    #expect(attributes["cpus"]?.listValue?.first?["core"] == 2)
    let macs = attributes["networks"]?.listValue?.compactMap { $0["mac"]?.stringValue } ?? []
    #expect(macs.contains("00:16:3e:2a:11:01"))
    #expect(try Kinds.read(Array(text.utf8), as: "auto").kind == "fusioninventory")
  }

  @Test func processorsInsideOneAnotherAreRead() throws {
    let text = """
      {"lscpu": [{"field": "Vendor ID:", "data": "GenuineIntel", "children": [
        {"field": "Model name:", "data": "Xeon", "children": [
          {"field": "Socket(s):", "data": "2"}]}]}]}
      """
    let delivery = try Kinds.read(Array(text.utf8), as: "lscpu", subject: "web-01")
    #expect(
      delivery.observations.first?.attributes["cpu"] == ["Model name": "Xeon", "Socket(s)": "2"]
    )
  }

  @Test func disksInsideOneAnotherAreRead() throws {
    let text = """
      {"blockdevices": [{"name": "sda", "type": "disk", "size": 1024, "children": [
        {"name": "sda1", "type": "part", "size": 512}]}, {"name": "sdb", "type": "disk", "size": 5}]}
      """
    let delivery = try Kinds.read(
      Array(text.utf8),
      as: "lsblk",
      source: ["mapping": ["x": "blockdevices[].name"], "classes": []],
      subject: "web-01"
    )
    let names = delivery.observations.first?.attributes["blockdevices"]?.listValue?.map {
      $0["name"]
    }
    #expect(names == ["sda", "sda1", "sdb"])
  }

  @Test func podsAreNoThings() throws {
    let text = "{\"apiVersion\": \"v1\", \"kind\": \"PodList\", \"items\": [{\"metadata\": {}}]}"
    do {
      _ = try Kinds.read(Array(text.utf8), as: "auto")
      Issue.record("pods were read")
    } catch let error as ConnectorError {
      #expect(error.kind == .otherMessage && error.message.hasPrefix("these are pods"))
    }
  }

  @Test func anAnswerWithoutThingsIsNoError() throws {
    for (kind, text) in [
      ("aws", "{\"Reservations\": []}"),
      ("kubernetes", "{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": []}"),
    ] {
      #expect(try Kinds.read(Array(text.utf8), as: kind).observations == [], "\(kind)")
    }
  }

  /// Names of attributes, keys and files that try to lead elsewhere are names.
  @Test func trickyNamesAreNames() throws {
    let text = """
      {"Reservations": [{"Instances": [{"InstanceId": "../../etc/passwd", "InstanceType": "a",
        "Tags": [{"Key": "Name", "Value": "../x"}]}]}]}
      """
    let delivery = try Kinds.read(Array(text.utf8), as: "aws")
    #expect(delivery.observations.map(\.key) == ["../../etc/passwd"])
    let nul = try Kinds.read(
      Array("{\"lscpu\": [{\"field\": \"a:\", \"data\": \"b\"}]}".utf8),
      as: "lscpu",
      subject: "a\u{0}b"
    )
    #expect(nul.rejected.map(\.message) == ["the key holds a control character"])
  }

  private static let samples = ProcessInfo.processInfo.environment["CMDB_SAMPLES"]

  /// Inventories that may not be kept here, read where `CMDB_SAMPLES` says.
  @Test(.enabled(if: samples != nil, "CMDB_SAMPLES names no folder of samples"))
  func otherInventoriesAreRead() throws {
    let folder = URL(filePath: try #require(Self.samples)).appending(path: "glpi/format-examples")
    for (file, kept) in [
      ("computer_1", 1), ("computer_2", 1), ("networkequipment_4", 1), ("phone_1", 1),
      ("printer_1", 1),
    ] {
      let bytes = Array(try Data(contentsOf: folder.appending(path: "\(file).json")))
      let delivery = try Kinds.read(bytes, as: "auto")
      #expect(delivery.kind == "glpi" && delivery.observations.count == kept, "\(file)")
    }
  }
}
