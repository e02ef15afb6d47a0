import Diagnostics
import Documents
import Records
import Testing
import Validation

/// cmdb.yaml, sources/, policy/ and schema/ are held to the same care as records.
@Suite struct SettingsTests {
  func check(_ path: String, _ text: String, schemas: [String: String] = [:]) throws -> [String] {
    let bench = try RuleBench([:], schemas: schemas)
    let context = bench.context()
    let document = try Document.parse(Array(text.utf8))
    guard let format = SettingsFollowSchema.format(ofPath: path) else { return ["no format"] }
    let findings =
      SettingsFollowSchema.check(document, path: path, format: format, in: context)
      + (try SettingsReferToRecords.check(document, path: path, format: format, in: context))
    return findings.sorted().map {
      "\($0.place?.line ?? 0):\($0.place?.column ?? 0) \($0.severity.rawValue) "
        + "\($0.message)\($0.help.map { " (\($0))" } ?? "")"
    }
  }

  static let policy = """
    owner: team/platform
    authority:
      - { attributes: [cost.*], allow: [team/platform, owner, { role: buyer }, { source: glpi }] }
      - { files: [policy/*], allow: [person/ada] }
    approvals:
      - { match: "criticality=critical", by: owner, count: 1, counts_author: true }
    standards:
      - id: models
        title: Models
        match: class=server
        assert: { required: [model] }
        require: model.approved=true
    """

  @Test func aGoodPolicy() throws { #expect(try check("policy/a.yaml", Self.policy) == []) }

  @Test func queriesOfAPolicyCanBeRead() throws {
    let text = Self.policy.replacing("match: class=server", with: "match: \"class=\"")
    let found = try check("policy/a.yaml", text)
    #expect(found.count == 1)
    #expect(found[0].hasPrefix("10:12 error the query cannot be read: "))
    let require = Self.policy.replacing("model.approved=true", with: "(model")
    #expect(try check("policy/a.yaml", require).first?.hasPrefix("12:14 error the query") ?? false)
  }

  @Test func schemasOfAPolicyCanBeUsed() throws {
    let text = Self.policy.replacing(
      "{ required: [model] }",
      with: "{ properties: { a: { pattern: \"(\" } } }"
    )
    let found = try check("policy/a.yaml", text)
    #expect(found.count == 1)
    #expect(found[0].hasPrefix("11:43 error "), "\(found)")
  }

  @Test func standardsHaveNamesOfTheirOwn() throws {
    let text =
      Self.policy + "\n  - { id: models, title: Twice, match: class=rack, require: has(name) }"
    #expect(
      try check("policy/a.yaml", text) == [
        "13:11 error two standards are called models (give one of them another id)"
      ]
    )
  }

  @Test func whatAPolicyNamesIsThere() throws {
    let wrong = Self.policy.replacing("owner: team/platform", with: "owner: team/platfrom")
    #expect(
      try check("policy/a.yaml", wrong) == [
        "1:8 error team/platfrom does not exist (did you mean team/platform?)"
      ]
    )
    let person = Self.policy.replacing("owner: team/platform", with: "owner: person/ada")
    #expect(try check("policy/a.yaml", person) == ["1:8 error person/ada is no team"])
    let allowed = Self.policy.replacing("[team/platform, owner", with: "[team/nobody, owner")
    let found = try check("policy/a.yaml", allowed)
    #expect(found.first?.hasPrefix("3:37 error team/nobody") ?? false, "\(found)")
    let gone =
      Self.policy + "\n    exceptions:\n      - { ref: server/gone, owner: team/platform, "
      + "reason: spare, until: 2027-01-01 }\n"
    #expect(
      try check("policy/a.yaml", gone).first?.hasPrefix("14:16 warning server/gone") ?? false
    )
  }

  @Test func aSlipInAPolicyIsNamed() throws {
    let text = Self.policy.replacing("severity", with: "s").replacing(
      "title: Models",
      with: "titel: Models"
    )
    let found = try check("policy/a.yaml", text)
    #expect(found.contains { $0.contains("titel") && $0.contains("did you mean title?") })
  }

  /// A query that could only ever answer nothing, and a schema that passes over what was meant.
  @Test(arguments: [
    ("match: class=sever", "there is no class sever"),
    ("match: class=server modl=a", "modl"),
    ("match: class=server, require: modl.approved=true", "modl"),
    ("match: class=server, require: model.aproved=true", "did you mean model.approved?"),
    ("match: has(support.endz)", "did you mean support.ends?"),
    ("match: \"owner.lifecyle=active\"", "did you mean owner.lifecycle?"),
    ("match: class=server, assert: { patern: x }", "there is no keyword patern"),
    ("match: class=server, assert: { properties: { a: { title: 5 } } }", "expected text"),
  ])
  func aStandardThatNobodyCouldBreak(_ text: String, message: String) throws {
    let rest = text.contains("require") || text.contains("assert") ? "" : ", require: has(name)"
    let found = try check("policy/a.yaml", "standards: [{ id: a, title: A, \(text)\(rest) }]\n")
    #expect(found.count == 1, "\(found)")
    #expect(found.first?.contains(message) == true, "\(found)")
  }

  /// A pattern of attributes that no record can have protects nothing.
  @Test(arguments: [
    ("csot.*", "", "did you mean cost.*?"), ("cost.purchse", "", "did you mean cost.purchase?"),
    ("owner.lifecycle", "", "cmdb schema show CLASS"), ("interfaces.mca", "", "no class"),
    ("slo.*", "match: class=rack, ", "no class that the entry concerns"),
  ])
  func aPatternThatMeansNothing(_ pattern: String, match: String, message: String) throws {
    let entries = [
      "authority: [{ \(match)attributes: [owner, \"\(pattern)\"], allow: [owner] }]\n",
      "approvals: [{ match: class=rack, attributes: [owner, \"\(pattern)\"], by: owner }]\n",
    ]
    for text in entries {
      let found = try check("policy/a.yaml", text)
      #expect(found.count == 1 && found[0].contains(message), "\(text): \(found)")
    }
  }

  @Test(arguments: [
    "*", "cost.*", "cost", "c*", "*.purchase", "interfaces[eth0].mac", "interfaces[].network",
    "interfaces.mac", "interfaces[eth0].*", "tags", "tags[pci]", "pinned.serial", "slo.*",
    "relations.*", "name.*",
  ])
  func aPatternThatMeansAttributes(_ pattern: String) throws {
    let text = "authority: [{ attributes: [\"\(pattern)\"], allow: [owner] }]\n"
    #expect(try check("policy/a.yaml", text) == [])
  }

  static let source =
    "source: glpi\nkind: discovery\nformat: glpi\nowner: team/platform\nunknown: create\n"

  @Test func sources() throws {
    #expect(try check("sources/glpi.yaml", Self.source) == [])
    #expect(
      try check("sources/other.yaml", Self.source) == [
        "1:9 error the source is glpi, but the file is called other (write source: other, "
          + "or git mv the file to sources/glpi.yaml)"
      ]
    )
    #expect(
      try check("sources/glpi.yaml", Self.source.replacing("format: glpi", with: "format: glpii"))
        == ["3:9 error there is no connector glpii (did you mean glpi?)"]
    )
    #expect(
      try check("sources/glpi.yaml", Self.source.replacing("platform", with: "nobody"))
        .first?.hasPrefix("4:8 error team/nobody does not exist") ?? false
    )
    let rules = Self.source + "classes: [{ class: sever, when: \"has(\" }]\n"
    let found = try check("sources/glpi.yaml", rules)
    #expect(
      found.contains { $0.hasPrefix("6:20 error there is no class sever (did you mean server?)") }
    )
    #expect(found.count == 2, "\(found)")
  }

  @Test func settings() throws {
    #expect(try check("cmdb.yaml", "format: 1\nrouting: { default: team/platform }\n") == [])
    #expect(
      try check("cmdb.yaml", "format: 1\nrouting: { default: team/desk }\n").first?
        .hasPrefix("2:21 error team/desk does not exist") ?? false
    )
    #expect(try check("cmdb.yaml", "format: 1\nshardnig: 2\n").count == 1)
  }

  @Test func machinesOfStates() throws {
    let good =
      "initial: [new]\nstates:\n  new: { title: New, next: [old], requires: [owner] }\n  old: { title: Old, next: [] }\n"
    #expect(try check("schema/lifecycle/own.yaml", good) == [])
    #expect(
      try check("schema/lifecycle/own.yaml", good.replacing("[old]", with: "[olt]")) == [
        "3:29 error there is no state olt (did you mean old?)"
      ]
    )
    #expect(
      try check("schema/lifecycle/own.yaml", good.replacing("[owner]", with: "[\"a[\"]")).count == 1
    )
  }
}

/// The repository's own schemas are held to the letter.
@Suite struct SchemaFileTests {
  func check(_ text: String, name: String = "widget") throws -> [String] {
    let bench = try RuleBench([:], schemas: [name: text])
    return SchemaCanBeUsed.check(
      try Document.parse(Array(text.utf8)),
      path: "schema/\(name).yaml",
      in: bench.context()
    ).map {
      "\($0.place?.line ?? 0):\($0.place?.column ?? 0) \($0.message)"
        + ($0.help.map { " (\($0))" } ?? "")
    }
  }

  static let widget = """
    title: Widget
    allOf: [{ $ref: "cmdb:base" }]
    type: object
    x-family: things
    properties:
      slot: { type: string, pattern: "^[a-z]+$", x-unique: error, x-normalise: [trim] }
      host: { $ref: "cmdb:base#/$defs/reference", x-references: [server] }
    """

  @Test func aGoodSchema() throws { #expect(try check(Self.widget) == []) }

  @Test func aKeywordThatNothingKnowsIsNamed() throws {
    #expect(
      try check(Self.widget.replacing("pattern:", with: "patern:")) == [
        "6:25 there is no keyword patern (did you mean pattern?)"
      ]
    )
    #expect(
      try check(Self.widget.replacing("x-unique:", with: "x-uniqe:")) == [
        "6:46 there is no keyword x-uniqe (did you mean x-unique?)"
      ]
    )
    // Other people's annotations are theirs.
    #expect(try check(Self.widget.replacing("x-family: things", with: "x-team-note: ours")) == [])
  }

  @Test func whatOurKeywordsSayIsKnown() throws {
    #expect(
      try check(Self.widget.replacing("[server]", with: "[sever]")) == [
        "7:61 sever is no class (did you mean server?)"
      ]
    )
    #expect(try check(Self.widget.replacing("[trim]", with: "[trimm]")).count == 1)
    #expect(
      try check(Self.widget.replacing("x-unique: error", with: "x-unique: errors")).count == 1
    )
    let machine = Self.widget + "\n  lifecycle: { x-lifecycle: phisical }"
    #expect(
      try check(machine) == ["8:29 phisical is no lifecycle (did you mean physical?)"]
    )
    #expect(
      try check(Self.widget + "\n  a: { x-governed: maybe }") == [
        "8:20 x-governed is true or false"
      ]
    )
  }

  /// What compiles may still say what no schema says.
  @Test(arguments: [
    ("title: 5", ""), ("deprecated: 1", ""), ("examples: 3", ""),
    ("$defs: []", ""),
    ("items: { type: [string, string] }", ""), ("$anchor: \"a b\"", ""),
    ("$id: \"http://a/b#c\"", ""),
    ("description: [a]", ""), ("x-key: 3", ""), ("x-identity: [[serial], 3]", ""),
    ("x-recommended: { a: b }", ""), ("x-relation: { inverse: 3 }", ""),
    ("x-relation: { to: three }", ""), ("x-relation: { flows: [money] }", ""),
    ("x-relation: { invrse: a }", ""), ("x-family: [a]", ""), ("items: { x-key: 3 }", ""),
    ("format: emial", "there is no format emial (did you mean email?)"),
    ("allOf: [{ properties: { a: { not: { title: 5 } } } }]", ""),
  ])
  func whatNoSchemaSaysIsAFinding(_ text: String, message: String) throws {
    let found = try check("type: object\n\(text)\n")
    #expect(found.count == 1, "\(text): \(found)")
    #expect(
      found.first?.hasPrefix("2:") == true && found.first?.contains(message) == true,
      "\(found)"
    )
  }

  @Test func aSchemaOfDraft07HasItsOwnWords() throws {
    let text = """
      $schema: http://json-schema.org/draft-07/schema#
      type: object
      dependencies: { a: [b] }
      properties: { l: { items: [{ type: string }], additionalItems: false } }
      """
    #expect(try check(text) == [])
    #expect(try check(text.replacing("draft-07", with: "draft-7")).count == 2)
    #expect(try check(text + "\ndefinitions: []").count == 1)
    let newer = text.split(separator: "\n").dropFirst().joined(separator: "\n")
    #expect(try check(newer).count == 2)
  }

  @Test(arguments: [
    "type: object", "true", "x-extends: true\ntype: object", "const:", "x-key: [port, protocol]",
    "x-relation: { inverse: used_by, flows: failure, toward: target, to: one }",
    "x-note: { any: 1 }",
    "x-references: []", "properties: { x-key: { type: integer } }",
  ])
  func whatASchemaMaySay(_ text: String) throws { #expect(try check(text) == []) }

  @Test func aReferenceToNowhereStandsAtItsPlace() throws {
    let found = try check(Self.widget.replacing("$defs/reference", with: "$defs/refrence"))
    #expect(found.count == 1)
    #expect(found[0].hasPrefix("7:"), "\(found)")
    let file = try check(Self.widget.replacing("cmdb:base#", with: "cmdb:bsae#"))
    #expect(file.count == 1 && file[0].hasPrefix("7:"), "\(file)")
  }

  @Test func aReferenceInACircleIsAFinding() throws {
    let text =
      Self.widget
      + "\n  a: { $ref: \"#/$defs/x\" }\n$defs: { x: { $ref: \"#/$defs/y\" }, y: { $ref: \"#/$defs/x\" } }"
    let found = try check(text)
    #expect(found.count == 1, "\(found)")
  }

  @Test(arguments: [
    ("a: { $anchor: x }, b: { $anchor: x }", "two schemas have the $anchor x"),
    ("a: { $id: \"x:y\" }, b: { $id: \"x:y\" }", "two schemas have the $id x:y"),
  ])
  func aNameThatTwoSchemasBearStandsAtItsPlace(_ schemas: String, message: String) throws {
    for id in ["", "$id: \"https://example.net/widget\"\n"] {
      let found = try check("\(id)$defs: { \(schemas) }\n")
      #expect(found.count == 1 && found[0].contains(message), "\(found)")
      #expect(found.first?.hasPrefix(id.isEmpty ? "1:" : "2:") == true, "\(found)")
      #expect(found.first?.hasPrefix("1:1 ") == false)
    }
  }

  @Test func aPatternThatCannotBeReadStandsAtItsPlace() throws {
    let found = try check(Self.widget.replacing("^[a-z]+$", with: "^[a-z+$"))
    #expect(found.count == 1 && found[0].hasPrefix("6:"), "\(found)")
  }

  @Test func anExtensionIsHeldToTheSame() throws {
    let text = "x-extends: true\ntype: object\nproperties: { feed: { type: strng } }\n"
    let found = try check(text, name: "server")
    #expect(found.count == 1 && found[0].hasPrefix("3:"), "\(found)")
  }
}
