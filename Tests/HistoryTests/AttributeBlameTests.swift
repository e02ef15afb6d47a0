import Documents
import Git
import History
import Records
import TestSupport
import Testing

@Suite struct AttributeBlameTests {
  let builder = RepositoryBuilder()
  let path = "records/thing/a.yaml"

  static let catalogue = ClassCatalogue([
    SchemaFile(
      name: "thing",
      origin: .builtIn,
      source: Array(
        """
        properties:
          id: { type: string }
          name: { type: string }
          serial: { type: string, x-unique: error }
          items:
            type: array
            x-key: name
            items: { type: object, properties: { name: { type: string }, v: { type: integer } } }
        """.utf8
      )
    )
  ])

  func blame(_ path: String? = nil, skipping: Int = 0) throws -> [String: String] {
    let lines = try self.lines(path, skipping: skipping)
    return Dictionary(
      uniqueKeysWithValues: lines.map { ($0.attribute.description, $0.provenance.summary) }
    )
  }

  func lines(_ path: String? = nil, skipping: Int = 0) throws -> [AttributeBlame.Line] {
    let repository = try Repository.open(at: builder.path)
    let versions = RecordVersions(repository, catalogue: Self.catalogue)
    return try AttributeBlame(versions).lines(
      of: path ?? self.path,
      at: repository.resolveCommit("HEAD"),
      skipping: skipping
    ) ?? []
  }

  @Test func layoutIsNoChange() throws {
    builder.write("id: a\nname: one\nx: 1.50\n", to: path)
    builder.commit("made")
    builder.write("# a comment\nx: 1.5\nname: 'one'\n\nid: \"a\"\n", to: path)
    builder.commit("formatted")
    #expect(try blame() == ["id": "made", "name": "made", "x": "made"])
  }

  @Test func countsEverySetAndStepsBack() throws {
    for (index, value) in ["one", "two", "three"].enumerated() {
      builder.write("id: a\nname: \(value)\n", to: path)
      builder.commit("set \(index)")
    }
    builder.write("id: a\n", to: path)
    builder.commit("removed")
    builder.write("id: a\nname: four\n", to: path)
    builder.commit("set 3")
    let name = try lines().first { $0.attribute == "name" }
    #expect(name?.provenance.changes == 4)
    #expect(name?.provenance.summary == "set 3")
    let previous = try lines(skipping: 1).first { $0.attribute == "name" }
    #expect(previous?.provenance.summary == "set 2")
    #expect(previous?.value == "three")
  }

  @Test func itemsAreBlamedByKey() throws {
    builder.write("id: a\nitems:\n  - { name: x, v: 1 }\n  - { name: y, v: 1 }\n", to: path)
    builder.commit("made")
    builder.write("id: a\nitems:\n  - { name: y, v: 2 }\n  - { name: x, v: 1 }\n", to: path)
    builder.commit("changed y")
    let answers = try blame()
    #expect(answers["items[x].v"] == "made")
    #expect(answers["items[y].v"] == "changed y")
  }

  @Test func mergesAreSeenThrough() throws {
    builder.write("id: a\nname: one\nx: 1\n", to: path)
    builder.commit("made")
    builder.git(["checkout", "--quiet", "-b", "side"])
    builder.write("id: a\nname: two\nx: 1\n", to: path)
    builder.commit("side", by: .bob)
    builder.git(["checkout", "--quiet", "main"])
    builder.write("id: a\nname: one\nx: 2\n", to: path)
    builder.commit("main")
    builder.git(["merge", "--quiet", "--no-commit", "-s", "ours", "side"])
    builder.write("id: a\nname: two\nx: 2\ny: evil\n", to: path)
    builder.commit("merge\n\nApproved-by: Eve Curie <eve@example.net>")
    let lines = try lines()
    let answers = Dictionary(
      uniqueKeysWithValues: lines.map { ($0.attribute.description, $0.provenance.summary) }
    )
    #expect(answers == ["id": "made", "name": "side", "x": "main", "y": "merge"])
    let name = lines.first { $0.attribute == "name" }
    #expect(name?.provenance.author?.name == "Bob Kahn")
    #expect(name?.provenance.approvals.map(\.name) == ["Eve Curie"])
  }

  @Test func renamesAndMovesAreFollowed() throws {
    builder.write("id: a\nname: one\nserial: S1\n", to: path)
    builder.commit("made")
    builder.remove(path)
    builder.write("id: a\nname: one\nserial: S1\n", to: "records/thing/folder/a.yaml")
    builder.commit("moved")
    #expect(try blame("records/thing/folder/a.yaml").values.allSatisfy { $0 == "made" })
    builder.remove("records/thing/folder/a.yaml")
    builder.write("id: b\nname: two\nserial: S1\n", to: "records/thing/b.yaml")
    builder.commit("renamed")
    let answers = try blame("records/thing/b.yaml")
    #expect(answers == ["id": "renamed", "name": "renamed", "serial": "made"])
  }

  @Test func theTrailerDecidesARename() throws {
    builder.write("id: a\nname: one\nserial: S1\n", to: path)
    builder.write("id: c\nname: one\nserial: S3\n", to: "records/thing/c.yaml")
    builder.commit("made")
    builder.remove(path)
    builder.remove("records/thing/c.yaml")
    builder.write("id: b\nname: one\nserial: S9\n", to: "records/thing/b.yaml")
    builder.commit("renamed\n\nRenamed: thing/a thing/b")
    let answers = try blame("records/thing/b.yaml")
    #expect(answers["name"] == "made")
    #expect(answers["serial"] == "renamed")
  }

  /// Where every attribute stands on a line of its own and nothing is reformatted, the answer is that
  /// of `git blame`, over random histories with branches.
  @Test func agreesWithGitBlame() throws {
    let seed = SeededGenerator.seed(for: "AttributeBlameTests.agreesWithGitBlame")
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<6 {
      let builder = RepositoryBuilder()
      let names = (0..<8).map { "k\($0)" }
      var values = Dictionary(uniqueKeysWithValues: names.map { ($0, "v0") })
      var counter = 0
      func save(_ message: String) {
        builder.write(names.map { "\($0): \(values[$0]!)\n" }.joined(), to: path)
        builder.commit(message)
      }
      save("made")
      for round in 0..<8 {
        if Int.random(in: 0..<3, using: &generator) == 0 {
          // Two sides change different lines that do not touch.
          let start = values
          builder.git(["checkout", "--quiet", "-b", "b\(round)"])
          counter += 1
          values["k1"] = "v\(counter)"
          save("side \(round)")
          let side = values
          builder.git(["checkout", "--quiet", "main"])
          values = start
          counter += 1
          values["k6"] = "v\(counter)"
          save("main \(round)")
          builder.git(["merge", "--quiet", "--no-verify", "-m", "merge \(round)", "b\(round)"])
          values["k1"] = side["k1"]
        } else {
          counter += 1
          values[names.randomElement(using: &generator)!] = "v\(counter)"
          save("edit \(round)")
        }
      }
      let repository = try Repository.open(at: builder.path)
      let versions = RecordVersions(repository, catalogue: Self.catalogue)
      let lines =
        try AttributeBlame(versions).lines(of: path, at: repository.resolveCommit("HEAD")) ?? []
      let known = builder.git(["blame", "--porcelain", "-s", "HEAD", "--", path]).output
        .split(separator: "\n").filter { $0.split(separator: " ").first?.count == 40 }
        .map { String($0.prefix(40)) }
      #expect(lines.map { $0.provenance.commit ?? "" } == known, "SEED=\(seed)")
    }
  }
}
