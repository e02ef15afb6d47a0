import Documents
import Records
import Testing

@testable import Connectors

@Suite struct TableReaderTests {
  private func read(_ text: String, source: Value = [:]) throws -> Delivery {
    try Kinds.read(Array(text.utf8), as: "csv", source: source)
  }

  @Test func aRowIsAThing() throws {
    let delivery = try read(
      "key,class,serial,os.name,Asset Tag\nhost-1,server,S1,Debian,\"AT,1\"\nhost-2,,S2,,\n"
    )
    #expect(delivery.sweep == .whole(finished: true))
    #expect(
      delivery.observations == [
        Observation(
          key: "host-1",
          className: "server",
          attributes: [
            "key": "host-1", "class": "server", "serial": "S1", "os": ["name": "Debian"],
            "Asset Tag": "AT,1",
          ]
        ),
        Observation(
          key: "host-2",
          attributes: ["key": "host-2", "serial": "S2"],
          withdrawn: ["class", "os.name", "\"Asset Tag\""]
        ),
      ]
    )
  }

  @Test func theSourceMayNameTheKeyAndTheColumns() throws {
    let delivery = try read(
      "Asset Tag;Serial number;Notes\nAT-1;S1;blue\n",
      source: [
        "key": "\"Asset Tag\"",
        "mapping": ["serial": ["path": "\"Serial number\"", "apply": ["trim"]]],
      ]
    )
    #expect(
      delivery.observations == [
        Observation(key: "AT-1", attributes: ["Serial number": "S1"])
      ]
    )
  }

  @Test func rowsThatAreWrongAreRefusedAlone() throws {
    let delivery = try read("id,a\n1,x,y\n,z\n2\n3,w\n3,v\n")
    #expect(delivery.observations.map(\.key) == ["3"])
    #expect(
      delivery.rejected == [
        Rejection(line: 2, key: nil, message: "the row has 3 fields, the header 2"),
        Rejection(line: 3, key: nil, message: "it has no key: nothing stands at key, ref, id"),
        Rejection(line: 4, key: nil, message: "the row has 1 fields, the header 2"),
        Rejection(line: 6, key: "3", message: "the key stands twice: first in line 5"),
      ]
    )
  }

  @Test(arguments: [
    ("name,serial\na,b\n", ConnectorError.Kind.missing), ("key,os,os.name\n", .syntax),
    ("key,key\n", .syntax), ("key,\"a\n", .truncated),
  ])
  func objects(_ text: String, _ kind: ConnectorError.Kind) {
    do {
      _ = try read(text)
      Issue.record("it was read")
    } catch {
      #expect((error as? ConnectorError)?.kind == kind)
    }
  }
}
