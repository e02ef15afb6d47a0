import Documents
import Records
import SchemaLibrary
import Testing

/// A path that no record can have something at is named, with the nearest that one can.
@Suite struct ClassObjectionTests {
  static let own = [
    ("crate", "x-open: true\nproperties: { slot: { type: string } }"),
    (
      "bin",
      """
      properties:
        free: { type: object }
        anything: {}
        list: { type: array }
        labels: { type: object, additionalProperties: { type: string } }
        open: { type: object, properties: { a: { type: string } }, additionalProperties: true }
        word: { type: string }
        self: { type: string, x-references: [bin] }
      """
    ),
  ]
  static let catalogue = ClassCatalogue(
    SchemaLibrary.files.map { SchemaFile(name: $0.name, origin: .builtIn, source: $0.source) }
      + own.map { SchemaFile(name: $0.0, origin: .repository, source: Array($0.1.utf8)) }
  )

  static let impossible: [(path: String, className: String, nearest: String?)] = [
    ("ownr", "server", "owner"), ("owner.lifecyle", "server", "owner.lifecycle"),
    ("model.aproved", "server", "model.approved"),
    ("support.endz", "server", "support.ends"),
    ("support.warranty.strat", "server", "support.warranty.start"),
    ("interfaces.mca", "server", "interfaces.mac"),
    ("interfaces[eth0].mca", "server", "interfaces[eth0].mac"),
    ("interfaces.network.lifecyle", "server", "interfaces.network.lifecycle"),
    ("relations.hosted_on.lifecyle", "virtual-machine", "relations.hosted_on.lifecycle"),
    ("relations.depnds_on", "server", "relations.depends_on"),
    ("owner.owner.owner.nmae", "server", "owner.owner.owner.name"),
    ("name.first", "server", nil), ("name[1]", "server", nil),
    ("support.ends.year", "server", nil),
    ("wrod", "bin", "word"), ("labels.a.b", "bin", nil),
    ("self.self.self.wrod", "bin", "self.self.self.word"),
  ]

  @Test(arguments: impossible)
  func whatNoRecordCanHave(
    _ path: String,
    _ className: String,
    _ nearest: String?
  ) throws {
    let found = Self.catalogue.objection(
      to: try AttributePath(parsing: path),
      ofClasses: [className]
    )
    #expect(found?.message == "no class that the query asks for has an attribute \(path)")
    let remedy = nearest.map { "did you mean \($0)?" }
    #expect(found?.remedy == remedy ?? "cmdb schema show CLASS lists the attributes")
  }

  @Test(arguments: [
    ("owner.lifecycle", "server"), ("owner.owner.contact.mail", "server"),
    ("model.approved", "server"), ("support.ends", "server"), ("support", "server"),
    ("interfaces.mac", "server"), ("interfaces[eth0].network.lifecycle", "server"),
    ("relations.depends_on.share", "server"), ("relations.depends_on.to.owner", "server"),
    ("relations.depends_on[application/shop].lifecycle", "server"),
    ("relations.depends_on.relations.depends_on.slo.availability", "server"),
    ("tags[pci]", "server"), ("tags", "server"), ("pinned.serial.reason", "server"),
    ("anything.at[1].all", "crate"), ("slot", "crate"), ("free.a.b", "bin"),
    ("anything.a", "bin"), ("list[3].a", "bin"), ("labels.any", "bin"), ("open.b.c", "bin"),
    ("self.self.word", "bin"), ("anything", "no-such-class"),
  ])
  func whatOneCanHave(_ path: String, _ className: String) throws {
    let path = try AttributePath(parsing: path)
    #expect(Self.catalogue.objection(to: path, ofClasses: [className]) == nil)
  }

  /// What stands in the record itself: no references are followed, and items are named.
  @Test(arguments: [
    ("serial", nil), ("interfaces[eth0].mac", nil), ("os.version", nil),
    ("os.vresion", "did you mean os.version?"),
    ("owner.lifecycle", "cmdb schema show server lists what it may have"),
    ("interfaces.mac", "cmdb schema show server lists what it may have"),
  ])
  func whatARecordHoldsItself(_ path: String, _ remedy: String?) throws {
    let server = try #require(Self.catalogue.recordClass("server"))
    let found = Self.catalogue.objection(to: try AttributePath(parsing: path), in: server)
    #expect(found?.remedy == remedy)
    #expect(found == nil || found?.message == "a server has no attribute \(path)")
  }
}
